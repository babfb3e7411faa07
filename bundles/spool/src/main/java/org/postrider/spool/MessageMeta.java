package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.postrider.api.message.Envelope;

/**
 * What a message record says before the content. It has a checksum of its own, so that it can be used without reading
 * the content.
 *
 * @param envelope as it was accepted
 * @param hold why the message was kept back from the start, if it was
 * @param file where the rest of the content is; empty if the record holds all of it
 */
record MessageMeta(Envelope envelope, Optional<String> hold, Optional<BodyFile> file) {

    /** Octets before the encoded meta: its length and its checksum. */
    static final int PREFIX = 8;

    /** The meta with its prefix. */
    byte[] encode() {
        FieldWriter out = new FieldWriter().number(0L);
        out.text(hold);
        out.number(file.isPresent() ? 1 : 0);
        file.ifPresent(f -> out.number(f.length()).number(f.skip()).octets(f.sha256()));
        EnvelopeCodec.write(out, envelope);
        byte[] bytes = out.toBytes();
        int length = bytes.length - PREFIX;
        ByteBuffer.wrap(bytes).putInt(length).putInt(checksum(ByteBuffer.wrap(bytes, PREFIX, length)));
        return bytes;
    }

    /**
     * @param meta without its prefix
     * @param expected the checksum in the prefix
     */
    static MessageMeta decode(ByteBuffer meta, int expected) throws IOException {
        if (checksum(meta.duplicate()) != expected) {
            throw new IOException("the envelope is damaged");
        }
        FieldReader in = new FieldReader(meta);
        Optional<String> hold = in.optionalText();
        Optional<BodyFile> file = in.count(1) == 1
                ? Optional.of(new BodyFile(in.longNumber(), in.longNumber(), in.octets(BodyFile.HASH_OCTETS)))
                : Optional.empty();
        return new MessageMeta(EnvelopeCodec.read(in), hold, file);
    }

    private static int checksum(ByteBuffer octets) {
        CRC32C crc = new CRC32C();
        crc.update(octets);
        return (int) crc.getValue();
    }
}
