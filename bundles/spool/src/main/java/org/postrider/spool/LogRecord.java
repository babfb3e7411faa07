package org.postrider.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * A record that is to be written.
 *
 * @param mentions the segment, beside the one it will lie in, that the record says something about; 0 for none
 */
record LogRecord(RecordType type, long id, long time, Payload payload, long mentions, Ticket ticket) {

    int octets() {
        return RecordHeader.recordOctets(payload.length());
    }

    boolean isMessage() {
        return type.isMessage();
    }

    void write(ByteBuffer out, Segment segment, int offset) {
        new RecordHeader(payload.length(), payload.crc(), type.code(), segment.end(), id, time)
                .write(out, segment.seed(), offset);
        payload.writeTo(out);
        while ((out.position() & 7) != 0) {
            out.put((byte) 0);
        }
    }

    /** Whether a whole record of this segment, header and payload, begins at the start of the buffer. */
    static boolean isIntact(ByteBuffer record, int seed, int offset) {
        if (!RecordHeader.isAt(record, 0, seed, offset)) {
            return false;
        }
        RecordHeader header = RecordHeader.read(record, 0);
        CRC32C crc = new CRC32C();
        crc.update(record.slice(RecordHeader.OCTETS, header.length()));
        return (int) crc.getValue() == header.crc();
    }
}
