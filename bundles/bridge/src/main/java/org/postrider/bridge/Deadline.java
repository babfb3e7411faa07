package org.postrider.bridge;

import java.time.Duration;

/**
 * When something is too late.
 *
 * @param nanos as {@link System#nanoTime} counts
 */
public record Deadline(long nanos) {

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The sooner of this and the time from now. */
    public Deadline within(Duration time) {
        Deadline other = in(time);
        return other.nanos - nanos < 0 ? other : this;
    }

    /** Milliseconds until then, at least 1; 0 if it is over. */
    public long millis() {
        long left = nanos - System.nanoTime();
        return left <= 0 ? 0 : left / 1_000_000 + 1;
    }
}
