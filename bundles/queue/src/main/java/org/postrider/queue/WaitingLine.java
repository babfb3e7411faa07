package org.postrider.queue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Who waits for something: the highest priority first, and of equal ones who came first. Used under a lock. */
final class WaitingLine<T> {

    private record Place<T>(T who, int priority, long number) {}

    private final PriorityQueue<Place<T>> places = new PriorityQueue<>(
            Comparator.<Place<T>>comparingInt(Place::priority).reversed().thenComparingLong(Place::number));
    private long next;

    void add(T who, int priority) {
        places.add(new Place<>(who, priority, next++));
    }

    /** Whose turn it is; null if nobody waits. */
    T poll() {
        Place<T> first = places.poll();
        return first == null ? null : first.who();
    }

    /** All of them, in their order; nobody waits then. */
    List<T> drain() {
        List<T> all = new ArrayList<>(places.size());
        for (T who = poll(); who != null; who = poll()) {
            all.add(who);
        }
        return all;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    int size() {
        return places.size();
    }
}
