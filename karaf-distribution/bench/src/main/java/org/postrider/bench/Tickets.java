package org.postrider.bench;

import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Who may send the next message, which one it is, and when. Safe for many threads. */
final class Tickets {

    private static final long MOST = 1_000_000_000L;

    private final AtomicLong next = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final long most;
    private final long nanosEach;
    private final long start;
    private final long seconds;

    /** @param start {@link System#nanoTime()} at the beginning */
    Tickets(Pace pace, long start) {
        this.most = Math.min(MOST, pace.messages());
        this.nanosEach = pace.rate() == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / pace.rate();
        this.start = start;
        this.seconds = pace.seconds().isZero() ? Long.MAX_VALUE : pace.seconds().toNanos();
    }

    /** The number of the next message, if one is to be sent. */
    OptionalLong take(long now) {
        if (isOver(now)) {
            return OptionalLong.empty();
        }
        long number = next.getAndIncrement();
        return number < most ? OptionalLong.of(number) : OptionalLong.empty();
    }

    boolean isOver(long now) {
        return closed.get() || next.get() >= most || now - start >= seconds;
    }

    /** How long a message has to wait, so that there are not more of them in a second than wanted. */
    long delay(long number, long now) {
        return Math.max(0, start + number * nanosEach - now);
    }

    /** From now on there are none. */
    void close() {
        closed.set(true);
    }
}
