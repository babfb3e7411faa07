package org.postrider.smtp.etrn;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Keeps clients from having hosts tried without end, and the queue read without end. Who asks is counted by the hour; and
 * no mail is asked for twice within a pause, by whatever names and whoever asks. What is remembered is bounded: while it
 * is full, nobody new is served. Safe from any thread.
 */
final class Pace {

    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final int MOST_ASKERS = 10_000;
    private static final int MOST_NODES = 1_000;

    private static final class Hour {
        private final long began;
        private int requests;

        private Hour(long began) {
            this.began = began;
        }
    }

    private record Asked(Node node, long at) {}

    private final LongSupplier nanoTime;
    private final Map<Object, Hour> askers = new LinkedHashMap<>();
    private final Deque<Asked> asked = new ArrayDeque<>();

    /** @param nanoTime a clock that only goes forward */
    Pace(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Counts a request; false if it is one too many. */
    synchronized boolean mayAsk(Object asker, int perHour) {
        long now = nanoTime.getAsLong();
        expire(askers.values().iterator(), hour -> now - hour.began >= HOUR);
        if (askers.size() >= MOST_ASKERS && !askers.containsKey(asker)) {
            return false;
        }
        Hour hour = askers.computeIfAbsent(asker, it -> new Hour(now));
        return ++hour.requests <= perHour;
    }

    /** Notes that mail is asked for; false if some of it was within the pause. */
    synchronized boolean mayStart(Node node, Duration pause) {
        long now = nanoTime.getAsLong();
        expire(asked.iterator(), one -> now - one.at >= pause.toNanos());
        if (asked.size() >= MOST_NODES || asked.stream().anyMatch(one -> one.node.overlaps(node))) {
            return false;
        }
        asked.add(new Asked(node, now));
        return true;
    }

    /** Forgets the oldest ones as long as they are too old. */
    private static <T> void expire(Iterator<T> oldestFirst, Predicate<T> tooOld) {
        while (oldestFirst.hasNext() && tooOld.test(oldestFirst.next())) {
            oldestFirst.remove();
        }
    }
}
