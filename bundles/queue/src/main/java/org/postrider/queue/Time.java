package org.postrider.queue;

import java.time.Instant;

/** The clocks of the queue. Pauses run on the monotonic one, so that a jump of the wall clock moves no attempt. */
interface Time {

    /** The wall clock, for lifetimes and what is stored. */
    Instant now();

    /** A monotonic clock in nanoseconds. */
    long nanos();

    /**
     * Runs a short task once, after a delay.
     *
     * @return takes the task back, if it has not begun
     */
    Runnable ring(long delayNanos, Runnable task);
}
