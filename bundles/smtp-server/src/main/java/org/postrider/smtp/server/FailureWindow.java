package org.postrider.smtp.server;

import java.time.Duration;

/** How many tries failed lately. Counts a sixth of its time more than asked, so that no span of it holds more. */
final class FailureWindow {

    private static final int SLOTS = 6;

    private final long slotNanos;
    private final int[] counts = new int[SLOTS + 1];
    private long newest;

    FailureWindow(Duration span, long now) {
        slotNanos = span.toNanos() / SLOTS;
        newest = slot(now);
    }

    private long slot(long now) {
        return Math.floorDiv(now, slotNanos);
    }

    int total(long now) {
        forget(slot(now));
        int total = 0;
        for (int count : counts) {
            total += count;
        }
        return total;
    }

    /** One more; the slot in which it is counted. */
    long add(long now) {
        long slot = slot(now);
        forget(slot);
        counts[index(slot)]++;
        return slot;
    }

    /** One less: it did not fail. */
    void takeBack(long slot) {
        if (slot > newest - counts.length && counts[index(slot)] > 0) {
            counts[index(slot)]--;
        }
    }

    private void forget(long now) {
        for (long slot = Math.max(newest + 1, now - SLOTS); slot <= now; slot++) {
            counts[index(slot)] = 0;
        }
        newest = Math.max(newest, now);
    }

    private int index(long slot) {
        return Math.floorMod(slot, counts.length);
    }
}
