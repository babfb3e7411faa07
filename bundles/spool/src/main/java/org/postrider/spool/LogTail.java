package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Where the log grows. Appends a batch with one write and one force, and goes on in the next segment when one is full
 * or has failed. The writer's thread only.
 */
final class LogTail {

    private final SegmentStore segments;
    private final LongSupplier reservedIds;
    private final Clock clock;
    private final SpoolMeters meters;
    private final TreeMap<Long, Integer> openEnds;
    private final AtomicLong forces = new AtomicLong();
    private ByteBuffer buffer = ByteBuffer.allocateDirect(64 << 10);
    private Segment active;
    private boolean writing;
    private boolean rolling;

    /** @param openEnds ends of earlier segments that no record tells yet */
    LogTail(SegmentStore segments, Map<Long, Integer> openEnds, LongSupplier reservedIds, Clock clock,
            SpoolMeters meters) {
        this.segments = segments;
        this.openEnds = new TreeMap<>(openEnds);
        this.reservedIds = reservedIds;
        this.clock = clock;
        this.meters = meters;
    }

    long forces() {
        return forces.get();
    }

    /**
     * Makes records durable: the first of them, as many as fit.
     *
     * @param records at least one, unless the segment is new and only its first record is wanted
     * @return where they lie
     * @throws IOException if none of them is durable; {@link #abandon()} is to be called
     */
    List<Place> append(List<LogRecord> records) throws IOException {
        if (active == null || rolling || !records.isEmpty() && !active.hasRoom(records.get(0).octets())) {
            roll();
        }
        buffer.clear();
        int start = active.end();
        if (start == Segment.FIRST) {
            put(start(), start);
        }
        List<Place> places = fill(records, start);
        write(start);
        return places;
    }

    private List<Place> fill(List<LogRecord> records, int start) throws IOException {
        List<Place> places = new ArrayList<>(records.size());
        for (LogRecord record : records) {
            int offset = start + buffer.position();
            if (offset + record.octets() > active.header().size()) {
                break;
            }
            put(record, offset);
            places.add(new Place(active, offset, record.payload().length()));
        }
        if (places.isEmpty() && !records.isEmpty()) {
            throw new IOException("a record of " + records.get(0).octets() + " octets does not fit a segment");
        }
        return places;
    }

    private void put(LogRecord record, int offset) {
        int octets = record.octets();
        if (buffer.remaining() < octets) {
            int capacity = Math.max(2 * buffer.capacity(), buffer.position() + octets);
            buffer = ByteBuffer.allocateDirect(capacity).put(buffer.flip());
        }
        record.write(buffer, active, offset);
        if (record.mentions() != 0) {
            active.mention(record.mentions());
        }
    }

    private void write(int start) throws IOException {
        writing = true;
        buffer.flip();
        int end = start + buffer.limit();
        active.file().write(buffer, start);
        long before = System.nanoTime();
        active.file().force();
        meters.forced(System.nanoTime() - before);
        forces.incrementAndGet();
        active.end(end);
        if (start == Segment.FIRST) {
            openEnds.clear();
        }
        writing = false;
    }

    private void roll() throws IOException {
        rolling = true; // until it has succeeded
        Segment next = segments.take();
        rolling = false;
        if (active != null) {
            openEnds.put(active.sequence(), active.end());
            active.seal();
        }
        active = next;
    }

    private LogRecord start() {
        openEnds.keySet().forEach(active::mention);
        FieldWriter ends = new FieldWriter().number(openEnds.size());
        openEnds.forEach((sequence, end) -> ends.number(sequence.longValue()).number(end.intValue()));
        return new LogRecord(RecordType.START, reservedIds.getAsLong(), clock.millis(),
                Payload.of(ends.toBytes()), 0, null);
    }

    /**
     * After a failure: if the segment may hold something of the failed batch, it ends before it and is never forced
     * again. The next segment will say so.
     */
    void abandon() {
        if (writing) {
            writing = false;
            openEnds.put(active.sequence(), active.end());
            active.suspect();
            active = null;
        }
    }
}
