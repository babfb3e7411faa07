package org.postrider.spool;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The bytes of a draft as long as they are few. */
final class MemoryBody {

    private static final int CHUNK = 4096;

    private final MemoryBudget budget;
    private final int most;
    private final List<ByteBuffer> full = new ArrayList<>();
    private ByteBuffer current = ByteBuffer.allocate(0);
    private long taken;
    private long size;

    MemoryBody(MemoryBudget budget, int most) {
        this.budget = budget;
        this.most = most;
    }

    /** Takes all bytes; or none, if they would be too many for this message or for all together. */
    boolean append(ByteBuffer bytes) {
        int needed = bytes.remaining() - current.remaining();
        int chunk = needed <= 0 ? 0 : (needed + CHUNK - 1) / CHUNK * CHUNK;
        if (size + bytes.remaining() > most || chunk > 0 && !budget.take(chunk)) {
            return false;
        }
        taken += chunk;
        size += bytes.remaining();
        fill(bytes);
        if (chunk > 0) {
            full.add(current.flip());
            current = ByteBuffer.allocate(chunk);
            fill(bytes);
        }
        return true;
    }

    private void fill(ByteBuffer bytes) {
        int count = Math.min(bytes.remaining(), current.remaining());
        current.put(bytes.slice().limit(count));
        bytes.position(bytes.position() + count);
    }

    /** What was written, from here on. */
    List<ByteBuffer> from(long skip) {
        List<ByteBuffer> slices = new ArrayList<>();
        long left = skip;
        for (ByteBuffer chunk : chunks()) {
            int passed = (int) Math.min(left, chunk.remaining());
            left -= passed;
            chunk.position(chunk.position() + passed);
            if (chunk.hasRemaining()) {
                slices.add(chunk);
            }
        }
        return slices;
    }

    private List<ByteBuffer> chunks() {
        List<ByteBuffer> chunks = new ArrayList<>();
        full.forEach(chunk -> chunks.add(chunk.duplicate()));
        chunks.add(current.duplicate().flip());
        return chunks;
    }

    /** The first octets of what was written. */
    InputStream open(long length) {
        List<InputStream> streams = new ArrayList<>();
        long left = length;
        for (ByteBuffer chunk : chunks()) {
            int count = (int) Math.min(left, chunk.remaining());
            streams.add(new ByteArrayInputStream(chunk.array(), chunk.position(), count));
            left -= count;
        }
        return new SequenceInputStream(Collections.enumeration(streams));
    }

    /** Forgets everything. */
    void release() {
        handOver().run();
    }

    /** Forgets everything, and returns what is to be called when the bytes are not in memory any more. */
    Runnable handOver() {
        long octets = taken;
        taken = 0;
        size = 0;
        full.clear();
        current = ByteBuffer.allocate(0);
        return () -> budget.giveBack(octets);
    }
}
