package org.postrider.store.maildir;

import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;

/** Write buffers outside the heap, reused by one delivery after another. */
final class BufferPool {

    private static final int SIZE = 64 * 1024; // most messages in one write
    private static final int KEPT = 32;

    private final ArrayBlockingQueue<ByteBuffer> idle = new ArrayBlockingQueue<>(KEPT);

    ByteBuffer take() {
        ByteBuffer buffer = idle.poll();
        return buffer != null ? buffer : ByteBuffer.allocateDirect(SIZE);
    }

    void giveBack(ByteBuffer buffer) {
        idle.offer(buffer.clear());
    }
}
