package org.postrider.spool;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

import org.postrider.api.queue.SpoolException;

/**
 * A record that is to be written.
 *
 * @param mentions the segment, beside the one it will lie in, that the record says something about; 0 for none
 * @param others written right behind it, so that all of them are durable with one force or none is
 */
record LogRecord(
        RecordType type, long id, long time, Payload payload, long mentions, Ticket ticket, List<LogRecord> others) {

    LogRecord(RecordType type, long id, long time, Payload payload, long mentions, Ticket ticket) {
        this(type, id, time, payload, mentions, ticket, List.of());
    }

    LogRecord with(List<LogRecord> behind) {
        return new LogRecord(type, id, time, payload, mentions, ticket, behind);
    }

    /** With the others. */
    int octets() {
        return ownOctets() + others.stream().mapToInt(LogRecord::octets).sum();
    }

    private int ownOctets() {
        return RecordHeader.recordOctets(payload.length());
    }

    /** It lies here, and the others behind it. */
    void durable(Place place) {
        ticket.durable(place);
        int offset = place.offset() + ownOctets();
        for (LogRecord other : others) {
            other.durable(new Place(place.segment(), offset, other.payload().length()));
            offset += other.octets();
        }
    }

    void failed(SpoolException problem) {
        ticket.failed(problem);
        others.forEach(other -> other.failed(problem));
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
        int behind = offset + ownOctets();
        for (LogRecord other : others) {
            other.write(out, segment, behind);
            behind += other.octets();
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
