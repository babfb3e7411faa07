package org.postrider.console;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Makes failures take equally long, whatever was wrong. */
interface EqualTime {

    /** Returns when the time since {@code start} (of {@link System#nanoTime()}) is up. */
    void await(long start);

    /** A quarter of a second: longer than any digest of a password here. */
    static EqualTime ofFailures() {
        return of(Duration.ofMillis(250));
    }

    static EqualTime of(Duration time) {
        return start -> {
            long end = start + time.toNanos();
            while (System.nanoTime() < end && !Thread.currentThread().isInterrupted()) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        };
    }
}
