package org.postrider.queue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.postrider.api.delivery.Route;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings messages that are due to workers, and places at destinations to messages. A message waits for a place without
 * a worker, and no message is bounced because a part of the system is not there.
 */
final class Dispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    private final Parts parts;
    private final Planner planner;
    private final Execution execution;
    private final Consumer<Entry> forget;
    private final Schedule schedule;
    private final Set<Entry> withoutService = ConcurrentHashMap.newKeySet();

    /** @param forget takes entries of messages that are finished */
    Dispatcher(Parts parts, Planner planner, Carrier carrier, Consumer<Entry> forget) {
        this.parts = parts;
        this.planner = planner;
        this.forget = forget;
        execution = new Execution(parts, carrier, this::ended);
        schedule = new Schedule(parts.time(), this::due);
    }

    private Destinations destinations() {
        return parts.destinations();
    }

    /** A waiting entry is to be tried after the pause. */
    void later(Entry entry, Duration pause) {
        schedule.add(entry, pause);
    }

    /** Tries a waiting entry now; false if it does not wait, or if its sender does not want it sent yet. */
    boolean due(Entry entry) {
        Duration early = entry.terms().wait(parts.time().now());
        if (!early.isZero()) { // RFC 4865: an alarm that rang early, or an administrator's flush, sends nothing early
            later(entry, early);
            return false;
        }
        boolean waited = entry.move(Entry.State.WAITING, Entry.State.READY);
        if (waited) {
            dispatch(entry);
        }
        return waited;
    }

    /** A router or a transport has come: who waited for one is tried now. */
    void serviceCame() {
        for (Entry entry : withoutService) {
            withoutService.remove(entry); // first, because it may be back at once
            due(entry);
        }
    }

    /** Brings a ready entry to a worker, as soon as there is a place at the destination it had last time. */
    void dispatch(Entry entry) {
        Optional<String> key = entry.destination();
        if (key.isEmpty() || destinations().acquire(key.get(), waiter(entry, key.get()))) {
            parts.workers().execute(() -> begin(entry, key), entry.priority());
        }
    }

    private Destinations.Waiter waiter(Entry entry, String key) {
        return new Destinations.Waiter() {
            @Override
            public int priority() {
                return entry.priority();
            }

            @Override
            public void admitted() {
                parts.workers().execute(() -> begin(entry, Optional.of(key)), entry.priority());
            }

            @Override
            public void turnedAway() {
                if (entry.move(Entry.State.READY, Entry.State.WAITING)) {
                    later(entry, parts.settings().get().retry().pause(1, RandomGenerator.getDefault()));
                }
            }
        };
    }

    /** @param place the destination where the entry has a place */
    private void begin(Entry entry, Optional<String> place) {
        if (!entry.move(Entry.State.READY, Entry.State.ACTIVE)) {
            place.ifPresent(destinations()::release);
            return;
        }
        withoutService.remove(entry);
        Optional<QueuedMessage> message;
        try {
            message = entry.take().or(() -> parts.spool().get().find(entry.id()));
        } catch (RuntimeException e) {
            LOG.error("{} could not be read, it is tried again: {}", entry.id(), e.toString());
            place.ifPresent(destinations()::release);
            again(entry, Execution.TROUBLE_PAUSE);
            return;
        }
        message.ifPresentOrElse(m -> start(entry, m, place), () -> gone(entry, place));
    }

    private void gone(Entry entry, Optional<String> place) {
        place.ifPresent(destinations()::release);
        entry.move(Entry.State.ACTIVE, Entry.State.GONE);
        forget.accept(entry);
    }

    private void again(Entry entry, Duration pause) {
        if (entry.move(Entry.State.ACTIVE, Entry.State.WAITING)) {
            later(entry, pause);
        }
    }

    private void start(Entry entry, QueuedMessage message, Optional<String> place) {
        Plan plan = entry.terms().isOver(parts.time().now()) ? Plan.tooLate(message) : planner.plan(message);
        Optional<Route> single = plan.single();
        if (single.isPresent()) {
            startSingle(entry, message, plan.groups(), place);
            return;
        }
        place.ifPresent(destinations()::release);
        Attempt attempt = new Attempt(entry, message, plan.groups().size() + 1);
        plan.groups().forEach((route, recipients) -> execution.start(attempt, route, recipients));
        execution.refuse(attempt, plan.refused());
    }

    private void startSingle(Entry entry, QueuedMessage message, Map<Route, List<Recipient>> group,
            Optional<String> place) {
        Route route = group.keySet().iterator().next();
        String key = Plan.key(route);
        if (!place.equals(Optional.of(key))) {
            place.ifPresent(destinations()::release);
            entry.destination(key.intern()); // the same text for the many messages to one destination
            entry.move(Entry.State.ACTIVE, Entry.State.READY);
            if (!destinations().acquire(key, waiter(entry, key))) {
                return;
            }
            if (!entry.move(Entry.State.READY, Entry.State.ACTIVE)) { // held or removed in between
                destinations().release(key);
                return;
            }
        }
        execution.run(new Attempt(entry, message, 1), route, group.get(route));
    }

    private void ended(Attempt attempt, Optional<Duration> pause) {
        Entry entry = attempt.entry();
        if (pause.isEmpty()) {
            gone(entry, Optional.empty());
            return;
        }
        if (attempt.untried().isEmpty()) {
            entry.resetWaits();
        } else {
            withoutService.add(entry);
        }
        again(entry, pause.get());
    }
}
