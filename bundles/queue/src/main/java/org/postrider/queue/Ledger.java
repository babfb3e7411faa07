package org.postrider.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.postrider.api.message.Domain;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.DeliveryTerms;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;

/** Every message of the queue, oldest first, and what an administrator can do with one. */
final class Ledger {
    private static final long COMMIT_SECONDS = 30;
    private static final int KEPT_WHILE_READY = 1_000;

    private final ConcurrentNavigableMap<Long, Entry> entries = new ConcurrentSkipListMap<>();
    private final Census census;
    private final Parts parts;
    private final Dispatcher dispatcher;

    Ledger(Census census, Parts parts, Planner planner, Carrier carrier) {
        this.census = census;
        this.parts = parts;
        dispatcher = new Dispatcher(parts, planner, carrier, entry -> entries.remove(entry.id().value(), entry));
    }

    /** A router or a transport has come. */
    void serviceCame() {
        dispatcher.serviceCame();
    }

    int size() {
        return entries.size();
    }

    /** The spool tells of a message, at its start or because it was just accepted. */
    void queued(QueuedMessage message) {
        DeliveryTerms terms = message.terms();
        Duration pause = pause(message.state(), terms);
        boolean held = message.state().hold().isPresent();
        Entry.State state = held ? Entry.State.HELD : pause.isZero() ? Entry.State.READY : Entry.State.WAITING;
        Entry entry = new Entry(message.id().value(), terms, state, census);
        if (entries.putIfAbsent(message.id().value(), entry) != null) {
            entry.move(state, Entry.State.GONE); // known from the spool that was there before
        } else if (state == Entry.State.WAITING) {
            dispatcher.later(entry, pause);
        } else if (state == Entry.State.READY) {
            if (census.of(Entry.State.READY) < KEPT_WHILE_READY) {
                entry.keep(message);
            }
            dispatcher.dispatch(entry);
        }
    }

    /**
     * How long to wait: not at all before the first attempt unless the sender wants it, and then never longer than any
     * pause is, whatever the wall clock did since the date was stored.
     */
    private Duration pause(QueueState state, DeliveryTerms terms) {
        if (state.attempts() == 0) {
            return terms.wait(parts.time().now());
        }
        Duration pause = Duration.between(parts.time().now(), state.nextAttempt());
        Duration longest = parts.settings().get().retry().longest();
        return pause.isNegative() ? Duration.ZERO : pause.compareTo(longest) > 0 ? longest : pause;
    }

    List<QueuedMessage> list(int limit) {
        checkLimit(limit);
        return entries.values().stream().flatMap(e -> parts.spool().get().find(e.id()).stream()).limit(limit).toList();
    }

    private static void checkLimit(int limit) {
        if (limit < 1 || limit > 100_000) {
            throw new IllegalArgumentException("limit is 1 to 100,000, not " + limit);
        }
    }

    int flush() {
        int count = 0;
        for (Entry entry : entries.values()) {
            count += flush(entry) ? 1 : 0;
        }
        return count;
    }

    int flush(Predicate<Domain> destinations) {
        return (int) waiting(destinations).filter(this::flush).count();
    }

    List<MessageId> waiting(Predicate<Domain> destinations, int limit) {
        checkLimit(limit);
        return waiting(destinations).map(Entry::id).limit(limit).toList();
    }

    private Stream<Entry> waiting(Predicate<Domain> destinations) {
        return entries.values().stream().takeWhile(entry -> !Thread.currentThread().isInterrupted())
                .filter(entry -> entry.isIdle() && isFor(entry, destinations));
    }

    private boolean isFor(Entry entry, Predicate<Domain> destinations) {
        Instant now = parts.time().now();
        return parts.spool().get().find(entry.id()).filter(message -> message.terms().wait(now).isZero()).stream()
                .flatMap(message -> message.state().pending().stream())
                .anyMatch(recipient -> destinations.test(recipient.address().domain()));
    }

    boolean flush(MessageId id) {
        Entry entry = entries.get(id.value());
        return entry != null && flush(entry);
    }

    private boolean flush(Entry entry) {
        return dispatcher.due(entry) || entry.state() == Entry.State.READY;
    }

    synchronized boolean remove(MessageId id) {
        Entry entry = entries.get(id.value());
        boolean idle = entry != null
                && (entry.moveIdle(Entry.State.GONE) || entry.move(Entry.State.HELD, Entry.State.GONE));
        if (idle) {
            entries.remove(id.value(), entry);
            await(parts.spool().get().finish(id));
        }
        return idle;
    }

    synchronized boolean hold(MessageId id, String reason) {
        Entry entry = entries.get(id.value());
        boolean held = entry != null && (entry.moveIdle(Entry.State.HELD) || entry.state() == Entry.State.HELD);
        if (held) {
            entry.take(); // what was kept is not held
        }
        return held && change(id, state -> state.withHold(Optional.of(reason)));
    }

    synchronized boolean release(MessageId id) {
        Entry entry = entries.get(id.value());
        Instant now = parts.time().now();
        boolean released = entry != null && entry.state() == Entry.State.HELD
                && change(id, state -> state.withHold(Optional.empty()).withNextAttempt(now));
        if (released && entry.move(Entry.State.HELD, Entry.State.WAITING)) {
            dispatcher.due(entry);
        }
        return released;
    }

    private boolean change(MessageId id, UnaryOperator<QueueState> change) {
        Optional<QueuedMessage> message = parts.spool().get().find(id);
        message.ifPresent(m -> await(parts.spool().get().update(id, change.apply(m.state()))));
        return message.isPresent();
    }

    private static void await(CompletionStage<Void> stored) {
        try {
            stored.toCompletableFuture().get(COMMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("the change could not be stored: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
