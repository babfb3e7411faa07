package org.postrider.spool;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

import org.postrider.api.queue.QueueState;

/**
 * The live messages, in memory. Safe from any thread; a caller may hold its monitor to make several calls one. What it
 * calls back must not wait for anything.
 */
final class MessageIndex {

    private final EntryTable entries = new EntryTable();
    private final Map<Segment, Integer> live = new HashMap<>();
    private final Map<Segment, Integer> states = new HashMap<>();

    synchronized int size() {
        return entries.size();
    }

    synchronized Optional<Entry> find(long id) {
        return Optional.ofNullable(entries.get(id));
    }

    synchronized void put(long id, Place place) {
        entries.put(new Entry(id, place));
        live.merge(place.segment(), 1, Integer::sum);
    }

    /** Forgets the message; empty if it is not there. */
    synchronized Optional<Entry> remove(long id) {
        Entry entry = entries.get(id);
        if (entry != null) {
            entries.remove(id);
            decrement(live, entry.segment());
            decrement(states, entry.stateSegment());
        }
        return Optional.ofNullable(entry);
    }

    /** Notes where a state of the message has become durable. */
    synchronized void state(long id, Place place, PendingUpdate update) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return;
        }
        decrement(states, entry.stateSegment());
        entry.statePlace(place);
        states.merge(place.segment(), 1, Integer::sum);
        if (update != null && entry.pending() == update) {
            entry.pending(null);
        }
    }

    /**
     * Notes a state that is to be written.
     *
     * @param schedule is called if nobody is about to write it yet
     * @return completes when the state, or a later one, is durable
     */
    synchronized CompletableFuture<Void> update(long id, QueueState state, Consumer<Entry> schedule) {
        Entry entry = entries.get(id);
        if (entry == null) {
            return CompletableFuture.completedFuture(null);
        }
        if (entry.pending() == null || !entry.pending().replace(state)) {
            entry.pending(new PendingUpdate(state));
            schedule.accept(entry);
        }
        return entry.pending().durable();
    }

    /** Forgets a state that could not be written. */
    synchronized void dropUpdate(long id, PendingUpdate update) {
        Entry entry = entries.get(id);
        if (entry != null && entry.pending() == update) {
            entry.pending(null);
        }
    }

    /** Whether no live message and no valid state lies in this segment. */
    synchronized boolean isEmpty(Segment segment) {
        return !live.containsKey(segment) && !states.containsKey(segment);
    }

    synchronized boolean hasMessages(Segment segment) {
        return live.containsKey(segment);
    }

    synchronized int messages(Segment segment) {
        return live.getOrDefault(segment, 0);
    }

    /** The entries that a condition holds for, at this moment, in no order. */
    synchronized List<Entry> select(Predicate<Entry> condition) {
        List<Entry> selected = new ArrayList<>();
        entries.forEach(entry -> {
            if (condition.test(entry)) {
                selected.add(entry);
            }
        });
        return selected;
    }

    private static void decrement(Map<Segment, Integer> counts, Segment segment) {
        if (segment != null) {
            counts.computeIfPresent(segment, (key, count) -> count == 1 ? null : count - 1);
        }
    }
}
