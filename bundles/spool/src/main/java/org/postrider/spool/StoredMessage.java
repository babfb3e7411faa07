package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;

/**
 * A message record as it was read from a segment, without the content.
 *
 * @param place where it lies
 * @param metaLength octets of the encoded meta, without its prefix
 */
record StoredMessage(Place place, RecordHeader header, int metaLength, MessageMeta meta) {

    private static final int GUESS = 512;

    /** Reads and verifies all but the content. The caller holds the segment. */
    static StoredMessage read(Place place, long id) throws IOException {
        Segment segment = place.segment();
        int record = RecordHeader.OCTETS + place.length();
        ByteBuffer start = segment.read(place.offset(), Math.min(record, GUESS));
        if (!RecordHeader.isAt(start, 0, segment.seed(), place.offset()) || start.getLong(16) != id) {
            throw new IOException(segment.name() + " is damaged at " + place.offset());
        }
        int metaLength = start.getInt(RecordHeader.OCTETS);
        int checksum = start.getInt(RecordHeader.OCTETS + 4);
        int metaAt = RecordHeader.OCTETS + MessageMeta.PREFIX;
        if (metaLength < 0 || metaLength > record - metaAt) {
            throw new IOException(segment.name() + " has a damaged envelope at " + place.offset());
        }
        ByteBuffer meta = metaAt + metaLength <= start.limit()
                ? start.slice(metaAt, metaLength) : segment.read(place.offset() + metaAt, metaLength);
        return new StoredMessage(place, RecordHeader.read(start, 0), metaLength, MessageMeta.decode(meta, checksum));
    }

    /** Octets of the content that are in the record. */
    int inlineLength() {
        return place.length() - MessageMeta.PREFIX - metaLength;
    }

    long size() {
        return inlineLength() + meta.file().map(file -> file.length() - file.skip()).orElse(0L);
    }

    QueuedMessage message(Optional<QueueState> state) {
        Instant accepted = Instant.ofEpochMilli(header.time());
        QueuedMessage fresh = QueuedMessage.fresh(
                new MessageId(header.id()), meta.envelope(), size(), accepted, meta.hold());
        return state.map(fresh::with).orElse(fresh);
    }

    /** The content that is in the record; verified at its end. Closing it lets go of the segment. */
    StoredStream inline() throws IOException {
        Segment segment = place.segment();
        int before = MessageMeta.PREFIX + metaLength;
        CRC32C crc = new CRC32C();
        crc.update(segment.read(place.offset() + RecordHeader.OCTETS, before));
        return new StoredStream(segment.file(), place.offset() + RecordHeader.OCTETS + before, inlineLength(),
                Verification.crc32c(crc, header.crc()), segment::release);
    }
}
