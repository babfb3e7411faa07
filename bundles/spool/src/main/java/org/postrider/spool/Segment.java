package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One file of the log. Whoever reads from it holds it meanwhile: a segment that somebody holds is not reused.
 */
final class Segment {

    /** Where the first record lies: after the two copies of the header. */
    static final int FIRST = 2 * SegmentHeader.COPY;

    private final SegmentHeader header;
    private final int seed;
    private final SpoolFile file;
    private final Set<Long> mentions = ConcurrentHashMap.newKeySet();
    private volatile int end;
    private volatile boolean sealed;
    private volatile boolean suspect;
    private volatile int octets;
    private int holders;
    private boolean gone;

    /** @param octets the size of the file */
    Segment(SegmentHeader header, SpoolFile file, int octets) {
        this.header = header;
        this.seed = header.seed();
        this.file = file;
        this.octets = octets;
        this.end = FIRST;
    }

    static String name(long sequence) {
        return String.format("%08d.seg", sequence);
    }

    String name() {
        return name(sequence());
    }

    long sequence() {
        return header.sequence();
    }

    SegmentHeader header() {
        return header;
    }

    int seed() {
        return seed;
    }

    SpoolFile file() {
        return file;
    }

    int octets() {
        return octets;
    }

    /** Where the last record that counts ends. */
    int end() {
        return end;
    }

    void end(int position) {
        end = position;
    }

    /** Nothing is written to it any more. */
    void seal() {
        sealed = true;
    }

    boolean isSealed() {
        return sealed;
    }

    /** Writing or forcing it has failed: nobody knows what is on the disk behind its end. It is not forced again. */
    void suspect() {
        suspect = true;
        sealed = true;
    }

    boolean isSuspect() {
        return suspect;
    }

    /** Whether a record of this length fits behind the last one. */
    boolean hasRoom(int recordOctets) {
        return end + recordOctets <= header.size();
    }

    /** The other segments that records in this one say something about; to be said again before this one goes. */
    Set<Long> mentions() {
        return mentions;
    }

    void mention(long sequence) {
        if (sequence != sequence()) {
            mentions.add(sequence);
        }
    }

    /** Gives the disk what lies behind the end of a sealed segment. */
    void shrink() throws IOException {
        int needed = end + SegmentHeader.COPY - 1 & -SegmentHeader.COPY;
        if (needed < octets) {
            file.truncate(needed);
            octets = needed;
        }
    }

    /** @return whether the segment is still there; if so, {@link #release} it after reading */
    synchronized boolean hold() {
        if (gone) {
            return false;
        }
        holders++;
        return true;
    }

    synchronized void release() {
        holders--;
    }

    /** Takes the segment out of use, unless somebody holds it. */
    synchronized boolean retire() {
        if (holders > 0) {
            return false;
        }
        gone = true;
        return true;
    }

    /** Reads exactly so many octets. */
    ByteBuffer read(int position, int length) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(length);
        if (file.read(out, position) < length) {
            throw new IOException(name() + " ends before " + (position + length));
        }
        return out.flip();
    }
}
