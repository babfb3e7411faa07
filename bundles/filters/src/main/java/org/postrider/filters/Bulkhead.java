package org.postrider.filters;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Bounds how many calls of one filter run at once. A call that has to wait holds no thread while it does. What a stuck
 * call holds it keeps, so a filter never has more threads than its concurrency allows.
 */
final class Bulkhead {

    private static final int MAX_WAITING = 1_000;

    private final Set<FilterCall> waiting = new LinkedHashSet<>();
    private int running;

    /** What became of a call that wants to run. */
    enum Entry {
        RUN, WAIT, REFUSED
    }

    synchronized Entry enter(FilterCall call, int concurrency) {
        if (running < concurrency) {
            running++;
            return Entry.RUN;
        }
        if (waiting.size() >= MAX_WAITING) {
            return Entry.REFUSED;
        }
        waiting.add(call);
        return Entry.WAIT;
    }

    /** Ends a call; returns the one that runs in its place, if one waits and may run. */
    synchronized Optional<FilterCall> leave(int concurrency) {
        if (waiting.isEmpty() || running > concurrency) {
            running--;
            return Optional.empty();
        }
        Iterator<FilterCall> first = waiting.iterator();
        FilterCall next = first.next();
        first.remove();
        return Optional.of(next);
    }

    /** Takes a call out that no longer waits. */
    synchronized void forget(FilterCall call) {
        waiting.remove(call);
    }

    synchronized int running() {
        return running;
    }
}
