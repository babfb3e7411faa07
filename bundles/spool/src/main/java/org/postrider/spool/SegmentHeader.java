package org.postrider.spool;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The first 64 octets of a segment, kept twice: at 0 and at 4,096. The random salt enters the checksum of every record
 * of the segment, so that neither stale bytes of a recycled file nor bytes that a peer put into a message can pass for
 * a record.
 *
 * @param major a reader refuses a spool with a newer one
 * @param node the spool that the segment belongs to
 * @param sequence place of the segment in the log, from 1
 * @param size octets of the file when it was made
 */
record SegmentHeader(int major, int minor, UUID node, long sequence, long salt, long size) {

    static final int MAJOR = 1;
    static final int MINOR = 0;
    static final int OCTETS = 64;
    static final int COPY = 4096;

    private static final long MAGIC = 0x50535452_5345470aL; // "PSTRSEG\n"
    private static final int CRC = OCTETS - 4;

    SegmentHeader(UUID node, long sequence, long salt, long size) {
        this(MAJOR, MINOR, node, sequence, salt, size);
    }

    ByteBuffer encode() {
        ByteBuffer out = ByteBuffer.allocate(OCTETS);
        out.putLong(MAGIC).putShort((short) major).putShort((short) minor).putInt(0);
        out.putLong(node.getMostSignificantBits()).putLong(node.getLeastSignificantBits());
        out.putLong(sequence).putLong(salt).putLong(size).putInt(0);
        return out.putInt(checksum(out.array())).flip();
    }

    /** Empty if these are not the octets of a header, or damaged ones. */
    static Optional<SegmentHeader> decode(ByteBuffer octets) {
        ByteBuffer in = octets.duplicate();
        if (in.remaining() < OCTETS || in.getLong() != MAGIC) {
            return Optional.empty();
        }
        byte[] all = new byte[OCTETS];
        octets.duplicate().get(all);
        if (ByteBuffer.wrap(all).getInt(CRC) != checksum(all)) {
            return Optional.empty();
        }
        int major = in.getShort() & 0xffff;
        int minor = in.getShort() & 0xffff;
        in.getInt();
        UUID node = new UUID(in.getLong(), in.getLong());
        return Optional.of(new SegmentHeader(major, minor, node, in.getLong(), in.getLong(), in.getLong()));
    }

    /** What the checksums of the records in this segment begin with. */
    int seed() {
        ByteBuffer encoded = encode();
        return encoded.getInt(CRC);
    }

    private static int checksum(byte[] octets) {
        CRC32C crc = new CRC32C();
        crc.update(octets, 0, CRC);
        return (int) crc.getValue();
    }
}
