package org.postrider.spool;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Ids: milliseconds of the epoch, then 16 bits that count. They grow also when the clock does not. Ids are reserved a
 * minute ahead in the log, so that a restart begins behind all that were given out, wherever the clock stands then.
 */
final class IdSource {

    private static final int COUNTER_BITS = 16;
    private static final long AHEAD = TimeUnit.MINUTES.toMillis(1) << COUNTER_BITS;

    private final Clock clock;
    private final Function<Long, CompletableFuture<Void>> reserve;
    private final AtomicLong last;
    private final AtomicLong reserved;
    private final AtomicBoolean reserving = new AtomicBoolean();

    /**
     * @param last no id up to this one is given out
     * @param reserve makes durable that ids up to this one may have been given out
     */
    IdSource(Clock clock, long last, Function<Long, CompletableFuture<Void>> reserve) {
        this.clock = clock;
        this.reserve = reserve;
        this.last = new AtomicLong(last);
        this.reserved = new AtomicLong(last);
    }

    long next() {
        long id = last.updateAndGet(before -> Math.max(before + 1, clock.millis() << COUNTER_BITS));
        if (id > reserved.get() - AHEAD / 2 && reserving.compareAndSet(false, true)) {
            reserve();
        }
        return id;
    }

    /** Reserves ids; the stage completes when that is durable. */
    CompletableFuture<Void> reserve() {
        long upTo = Math.max(last.get(), clock.millis() << COUNTER_BITS) + AHEAD;
        return reserve.apply(upTo).whenComplete((done, problem) -> {
            if (problem == null) {
                reserved.accumulateAndGet(upTo, Math::max);
            }
            reserving.set(false);
        });
    }

    /** Ids after this one are not given out before it has been made durable. */
    long reserved() {
        return reserved.get();
    }

    long last() {
        return last.get();
    }
}
