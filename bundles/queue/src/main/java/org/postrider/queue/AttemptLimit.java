package org.postrider.queue;

import java.time.Duration;

/** Interrupts the thread that made it, unless it is closed in time. */
final class AttemptLimit implements AutoCloseable {
    private final Thread thread = Thread.currentThread();
    private final Runnable cancel;
    private boolean ended;
    private boolean passed;

    AttemptLimit(Time time, Duration limit) {
        cancel = time.ring(limit.toNanos(), this::interrupt);
    }

    private synchronized void interrupt() {
        if (!ended) {
            passed = true;
            thread.interrupt();
        }
    }

    /** The thread can be used for other things again. */
    @Override
    public void close() {
        cancel.run();
        synchronized (this) {
            ended = true;
            if (passed) {
                Thread.interrupted();
            }
        }
    }
}
