package org.postrider.queue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Bounds how many deliveries to one destination run at once, so that a slow or dead one does not take all workers. What
 * finds no place waits here, without a worker, and is given a place by priority, then in the order of arrival.
 */
final class Destinations {
    private static final int UNREACHABLE_AFTER = 3;

    /** Something that waits for a place at a destination. */
    interface Waiter {
        /** The higher, the sooner it has a place. */
        int priority();

        /** It has the place now, and gives it back with {@link Destinations#release}. Must not block. */
        void admitted();

        /** The destination cannot be reached; it has no place and need not try now. Must not block. */
        void turnedAway();
    }

    private static final class Places {
        private final WaitingLine<Waiter> waiting = new WaitingLine<>();
        private int taken;
        private int failures;
    }

    private final Map<String, Places> byKey = new HashMap<>();
    private int limit;

    Destinations(int limit) {
        this.limit = limit;
    }

    synchronized void limit(int newLimit) {
        limit = newLimit;
    }

    /** Takes a place and returns true; or lets the waiter wait for one and returns false. */
    synchronized boolean acquire(String key, Waiter waiter) {
        Places places = byKey.computeIfAbsent(key, k -> new Places());
        if (places.taken < limit) {
            places.taken++;
            return true;
        }
        places.waiting.add(waiter, waiter.priority());
        return false;
    }

    /** Gives a place back, to whose turn it is. */
    void release(String key) {
        Waiter next = next(key);
        if (next != null) {
            next.admitted();
        }
    }

    private synchronized Waiter next(String key) {
        Places places = byKey.get(key);
        Waiter next = places.taken > limit ? null : places.waiting.poll();
        if (next == null) {
            places.taken--;
            if (places.taken == 0 && places.waiting.isEmpty()) {
                byKey.remove(key);
            }
        }
        return next;
    }

    /** Notes that somebody who has a place reached the destination. */
    synchronized void reached(String key) {
        byKey.get(key).failures = 0;
    }

    /** Notes that somebody who has a place did not reach it; after three in a row all who wait are turned away. */
    void unreachable(String key) {
        turnedAway(key).forEach(Waiter::turnedAway);
    }

    private synchronized List<Waiter> turnedAway(String key) {
        Places places = byKey.get(key);
        if (++places.failures < UNREACHABLE_AFTER) {
            return List.of();
        }
        return places.waiting.drain();
    }
}
