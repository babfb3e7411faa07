package org.postrider.smtp.server;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether there is memory for more. New sessions are refused before those that are there: they have nothing to lose yet.
 * Safe from any thread.
 *
 * <p>What the heap holds is known after a collection only, and while nothing is accepted none may come. So while memory is
 * short, and somebody asks, one is asked for now and then.
 */
final class MemoryBudget {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryBudget.class);
    private static final long COLLECTION_INTERVAL = TimeUnit.SECONDS.toNanos(30);

    private final IntSupplier heap;
    private final IntSupplier direct;
    private final LongSupplier clock;
    private final Runnable collection;
    private final AtomicLong nextCollection;
    private volatile int limit;
    private volatile boolean wasShort;

    /**
     * @param heap percent that are in use
     * @param direct percent that are in use
     * @param collection begins to look for what is no longer in use; must not block
     */
    MemoryBudget(IntSupplier heap, IntSupplier direct, LongSupplier clock, Runnable collection) {
        this.heap = heap;
        this.direct = direct;
        this.clock = clock;
        this.collection = collection;
        this.nextCollection = new AtomicLong(clock.getAsLong());
    }

    /** Percent from which on no mail is accepted; 0 for any. */
    void limit(int percent) {
        limit = percent;
    }

    boolean hasRoomForMail() {
        return isBelow(limit);
    }

    /** A tenth of what mail may use is kept for the sessions that are there. */
    boolean hasRoomForSession() {
        return isBelow(limit - limit / 10);
    }

    private boolean isBelow(int percent) {
        if (limit == 0) {
            return true;
        }
        int heapNow = heap.getAsInt();
        int directNow = direct.getAsInt();
        boolean room = Math.max(heapNow, directNow) < percent;
        if (!room) {
            tell(heapNow, directNow);
            collect();
        } else if (wasShort && Math.max(heapNow, directNow) < limit - limit / 10) {
            wasShort = false;
            LOG.info("memory: {} % of the heap and {} % of direct memory are in use; there is room again", heapNow, directNow);
        }
        return room;
    }

    private void tell(int heapNow, int directNow) {
        if (!wasShort) {
            wasShort = true;
            LOG.warn("memory: {} % of the heap and {} % of direct memory are in use; new sessions are refused from {} % on,"
                    + " mail from {} % on", heapNow, directNow, limit - limit / 10, limit);
        }
    }

    private void collect() {
        long due = nextCollection.get();
        long now = clock.getAsLong();
        if (now - due >= 0 && nextCollection.compareAndSet(due, now + COLLECTION_INTERVAL)) {
            collection.run();
        }
    }
}
