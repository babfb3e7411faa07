package org.postrider.filters;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Keeps calls away from a filter that fails again and again. Opens after {@value #FAILURES} failures in a row; while it
 * is open one call goes through every 10 seconds, and the first that succeeds closes it. Safe from any thread.
 */
final class Breaker {

    static final int FAILURES = 5;
    static final long PROBE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final LongSupplier nanoTime;
    private volatile int failures;
    private volatile boolean open;
    private long lastProbe;
    private boolean probing;

    Breaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether a call may be made now. One that is made is to be followed by {@link #succeeded} or {@link #failed}. */
    boolean permits() {
        return !open || probe();
    }

    private synchronized boolean probe() {
        if (!open) {
            return true;
        }
        if (probing || nanoTime.getAsLong() - lastProbe < PROBE_NANOS) {
            return false;
        }
        probing = true;
        return true;
    }

    void succeeded() {
        if (failures != 0 || open) {
            close();
        }
    }

    private synchronized void close() {
        failures = 0;
        open = false;
        probing = false;
    }

    /** Returns whether this failure opened it. */
    synchronized boolean failed() {
        failures++;
        probing = false;
        lastProbe = nanoTime.getAsLong();
        boolean opened = !open && failures >= FAILURES;
        open |= opened;
        return opened;
    }

    boolean isOpen() {
        return open;
    }
}
