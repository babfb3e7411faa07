package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment files. One is always ready before it is needed: written in full, so that no commit waits for the file
 * system to find room. All changes to files are made by one thread, the cleaner's.
 */
final class SegmentStore {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentStore.class);
    private static final int MOST_SPARES = 2; // with one in hand, an emptied segment is used again before one is made
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final SpoolFiles files;
    private final int segmentSize;
    private final UUID node;
    private final Executor cleaner;
    private final SecureRandom random = new SecureRandom();
    private final ConcurrentSkipListMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private final Deque<Segment> spares = new ArrayDeque<>();
    private IOException problem;
    private long lastSequence;

    SegmentStore(SpoolFiles files, int segmentSize, Recovered recovered, Executor cleaner) {
        this.files = files;
        this.segmentSize = segmentSize;
        this.node = recovered.node();
        this.cleaner = cleaner;
        this.lastSequence = recovered.lastSequence();
        recovered.used().forEach(segment -> segments.put(segment.sequence(), segment));
        spares.addAll(recovered.spares());
    }

    /** The segments that are or were written to, in order. */
    Collection<Segment> inUse() {
        return segments.values();
    }

    boolean exists(long sequence) {
        return segments.containsKey(sequence);
    }

    long octets() {
        return segments.values().stream().mapToLong(Segment::octets).sum() + (long) spareCount() * segmentSize;
    }

    int count() {
        return segments.size() + spareCount();
    }

    private synchronized int spareCount() {
        return spares.size();
    }

    /**
     * The next segment to write to. Waits for it if the disk is behind.
     *
     * @throws IOException if there is none because it could not be made
     */
    Segment take() throws IOException {
        Segment next = await();
        segments.put(next.sequence(), next);
        cleaner.execute(this::prepare);
        return next;
    }

    private synchronized Segment await() throws IOException {
        long deadline = System.nanoTime() + PATIENCE;
        problem = null;
        if (spares.isEmpty()) {
            cleaner.execute(this::prepare);
        }
        while (spares.isEmpty()) {
            long left = deadline - System.nanoTime();
            if (problem != null || left <= 0) {
                String why = problem == null ? "the disk is slow" : problem.getMessage();
                throw new IOException("no new segment: " + why);
            }
            pause(left);
        }
        return spares.remove();
    }

    private void pause(long nanos) throws IOException {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Makes a segment unless one is ready. On the cleaner's thread. */
    void prepare() {
        if (spareCount() > 0) {
            return;
        }
        long sequence = ++lastSequence;
        try {
            if (files.space().usable() < segmentSize) {
                throw new IOException("No space left on device for a segment of " + segmentSize + " octets");
            }
            try (SpoolFile file = files.create(draftName(sequence))) {
                fill(file);
            }
            ready(draftName(sequence), sequence);
        } catch (IOException e) {
            failed(e);
            discard(draftName(sequence));
        }
    }

    private void discard(String draft) {
        try {
            files.delete(draft);
        } catch (IOException e) {
            LOG.warn("{} could not be deleted: {}", draft, e.toString());
        }
    }

    private void fill(SpoolFile file) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate(Math.min(segmentSize, 1 << 20));
        for (int at = 0; at < segmentSize; at += zeros.capacity()) {
            zeros.clear().limit(Math.min(zeros.capacity(), segmentSize - at));
            file.write(zeros, at);
        }
    }

    /** From a file of full size to a spare: the header, then the name. */
    private void ready(String draft, long sequence) throws IOException {
        SegmentHeader header = new SegmentHeader(node, sequence, random.nextLong(), segmentSize);
        try (SpoolFile file = files.open(draft)) {
            file.write(header.encode(), 0);
            file.write(header.encode(), SegmentHeader.COPY);
            file.force();
        }
        files.rename(draft, Segment.name(sequence));
        files.forceDirectory("");
        Segment spare = new Segment(header, files.open(Segment.name(sequence)), segmentSize);
        synchronized (this) {
            spares.add(spare);
            notifyAll();
        }
    }

    private synchronized void failed(IOException e) {
        problem = e;
        notifyAll();
        LOG.error("no spare segment could be made: {}", e.toString());
    }

    /** Gives up a segment that nothing refers to. On the cleaner's thread. */
    void release(Segment segment) {
        if (!segment.retire()) {
            return; // somebody reads; the next sweep finds it again
        }
        try {
            segment.file().close();
            if (spareCount() < MOST_SPARES && !segment.isSuspect() && segment.octets() == segmentSize) {
                reuse(segment);
            } else {
                files.delete(segment.name());
                files.forceDirectory("");
                segments.remove(segment.sequence());
            }
        } catch (IOException e) {
            LOG.error("segment {} could not be given up: {}", segment.name(), e.toString());
        }
    }

    /** The old name is gone for good before the old content is touched. */
    private void reuse(Segment segment) throws IOException {
        long sequence = ++lastSequence;
        files.rename(segment.name(), draftName(sequence));
        files.forceDirectory("");
        segments.remove(segment.sequence());
        ready(draftName(sequence), sequence);
    }

    private static String draftName(long sequence) {
        return String.format("%08d.tmp", sequence);
    }

    /** Closes all files. Nothing is read or written afterwards. */
    synchronized void close() {
        spares.forEach(SegmentStore::close);
        segments.values().forEach(SegmentStore::close);
    }

    private static void close(Segment segment) {
        try {
            segment.file().close();
        } catch (IOException e) {
            LOG.warn("segment {} could not be closed: {}", segment.name(), e.toString());
        }
    }
}
