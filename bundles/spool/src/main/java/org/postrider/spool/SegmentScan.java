package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Reads a segment from its first record to its last. A header that passes its checksum says where the next record
 * begins, even if the payload is damaged; behind a damaged header the next good one is searched for.
 */
final class SegmentScan {

    private static final int WINDOW = 1 << 20;

    /** Is shown each whole record. */
    interface Visitor {
        void record(Place place, RecordHeader header, ByteBuffer payload) throws IOException;
    }

    private final Segment segment;
    private final int limit;
    private final Visitor visitor;
    private final List<Damage> damages = new ArrayList<>();
    private ByteBuffer window = ByteBuffer.allocate(0);
    private int windowStart;
    private int end = Segment.FIRST;
    private int reached = Segment.FIRST;

    /** @param limit nothing is looked at behind this */
    SegmentScan(Segment segment, int limit, Visitor visitor) {
        this.segment = segment;
        this.limit = Math.min(limit, segment.octets());
        this.visitor = visitor;
    }

    void run() throws IOException {
        int at = Segment.FIRST;
        while (at <= limit - RecordHeader.OCTETS) {
            int next = isHeaderAt(at) ? record(at) : resynchronise(at);
            if (next < 0) {
                return;
            }
            at = next;
        }
    }

    /** Where the last whole record ends. */
    int end() {
        return end;
    }

    /** Where the last record ends, whole or damaged; {@link Segment#FIRST} if there is none to be seen. */
    int reached() {
        return reached;
    }

    List<Damage> damages() {
        return damages;
    }

    private boolean isHeaderAt(int at) throws IOException {
        load(at, RecordHeader.OCTETS);
        return RecordHeader.isAt(window, at - windowStart, segment.seed(), at);
    }

    private int record(int at) throws IOException {
        RecordHeader header = RecordHeader.read(window, at - windowStart);
        witness(header.forced());
        int next = at + RecordHeader.recordOctets(header.length());
        if (at + RecordHeader.OCTETS + header.length() > limit) {
            reached = limit;
            damages.add(new Damage(at, limit - at, header.id(), false));
            return limit;
        }
        reached = next; // which the padding of the last record of a file that was cut short may not reach
        load(at, RecordHeader.OCTETS + header.length());
        ByteBuffer payload = window.slice(at - windowStart + RecordHeader.OCTETS, header.length());
        CRC32C crc = new CRC32C();
        crc.update(payload.duplicate());
        if ((int) crc.getValue() == header.crc()) {
            visitor.record(new Place(segment, at, header.length()), header, payload);
            end = next;
        } else {
            damages.add(new Damage(at, next - at, header.id(), false));
        }
        return next;
    }

    /** What was durable when a later record was written had been whole. */
    private void witness(int forced) {
        if (!damages.isEmpty() && !damages.get(damages.size() - 1).certain()) {
            damages.replaceAll(damage -> damage.offset() < forced ? damage.asCertain() : damage);
        }
    }

    /** The next header; -1 if there is none, and the log ends here. */
    private int resynchronise(int at) throws IOException {
        for (int next = at + 8; next <= limit - RecordHeader.OCTETS; next += 8) {
            if (isHeaderAt(next)) {
                damages.add(new Damage(at, next - at, 0, false));
                return next;
            }
        }
        return -1;
    }

    private void load(int at, int length) throws IOException {
        if (at >= windowStart && at + length <= windowStart + window.limit()) {
            return;
        }
        int size = Math.max(length, Math.min(WINDOW, segment.octets()));
        if (window.capacity() < size) {
            window = ByteBuffer.allocate(size);
        }
        window.clear();
        segment.file().read(window, at);
        window.flip();
        windowStart = at;
        if (window.limit() < length) {
            throw new IOException(segment.name() + " ends before " + (at + length));
        }
    }
}
