package org.postrider.queue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out attempts: one delivery per route, and the settlement when the last of them has ended. */
final class Execution {
    static final Duration TROUBLE_PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);
    private static final Duration MARK_AFTER = Duration.ofSeconds(1);
    private static final Reply UNREACHABLE = Reply.of(451, "4.4.1", "The destination could not be reached just now");

    private final Parts parts;
    private final Carrier carrier;
    private final BiConsumer<Attempt, Optional<Duration>> after;

    /** @param after takes each attempt that has ended, and the pause to the next one if the message is not finished */
    Execution(Parts parts, Carrier carrier, BiConsumer<Attempt, Optional<Duration>> after) {
        this.parts = parts;
        this.carrier = carrier;
        this.after = after;
    }

    /** Delivers to the recipients of one route as soon as there is a place at its destination. */
    void start(Attempt attempt, Route route, List<Recipient> recipients) {
        String key = Plan.key(route);
        int priority = attempt.entry().priority();
        Destinations.Waiter waiter = new Destinations.Waiter() {
            @Override
            public int priority() {
                return priority;
            }

            @Override
            public void admitted() {
                parts.workers().execute(() -> run(attempt, route, recipients), priority);
            }

            @Override
            public void turnedAway() {
                Outcome deferred = new Outcome.Deferred(UNREACHABLE);
                Map<Address, Outcome> outcomes = recipients.stream()
                        .collect(Collectors.toMap(Recipient::address, r -> deferred, (a, b) -> a));
                parts.workers().execute(() -> ended(attempt, outcomes), priority);
            }
        };
        if (parts.destinations().acquire(key, waiter)) {
            waiter.admitted();
        }
    }

    /** Delivers to the recipients of one route; the place at its destination is taken, and given back at the end. */
    void run(Attempt attempt, Route route, List<Recipient> recipients) {
        long began = parts.time().nanos();
        Result result = Result.NO_TRANSPORT;
        try (AttemptLimit limit = new AttemptLimit(parts.time(), parts.settings().get().attemptLimit())) {
            result = carrier.carry(parts.spool().get(), attempt.message(), route, recipients);
        } finally {
            giveBack(Plan.key(route), result.reached());
        }
        Duration took = Duration.ofNanos(parts.time().nanos() - began);
        Map<Address, Outcome> outcomes = result.outcomes().orElse(Map.of());
        for (Recipient recipient : recipients) {
            Optional.ofNullable(outcomes.get(recipient.address()))
                    .ifPresent(o -> parts.journal().attempted(attempt, recipient, route, o, took));
        }
        ended(attempt, outcomes);
    }

    private void giveBack(String key, boolean reached) {
        if (reached) {
            parts.destinations().reached(key);
        } else {
            parts.destinations().unreachable(key);
        }
        parts.destinations().release(key);
    }

    /** Notes the recipients to whom there is no way. */
    void refuse(Attempt attempt, List<Plan.Refusal> refused) {
        Map<Address, Outcome> outcomes = new HashMap<>();
        for (Plan.Refusal refusal : refused) {
            Reply reply = refusal.reply();
            Outcome outcome = reply.isPermanent() ? new Outcome.Failed(reply) : new Outcome.Deferred(reply);
            outcomes.put(refusal.recipient().address(), outcome);
            Route none = new Route("none", refusal.recipient().address().domain().name());
            parts.journal().attempted(attempt, refusal.recipient(), none, outcome, Duration.ZERO);
        }
        ended(attempt, outcomes);
    }

    private void ended(Attempt attempt, Map<Address, Outcome> outcomes) {
        if (attempt.add(outcomes)) {
            after.accept(attempt, settle(attempt));
        } else if (attempt.beginMarking()) {
            // Others may take long: what is delivered is marked soon, so that a crash does not repeat it.
            parts.time().ring(MARK_AFTER.toNanos(), () -> attempt.mark(rest -> mark(attempt.message(), rest)));
        }
    }

    private void mark(QueuedMessage message, List<Recipient> rest) {
        parts.spool().get().update(message.id(), message.state().withPending(rest));
    }

    private Optional<Duration> settle(Attempt attempt) {
        try {
            return parts.settlement().settle(attempt, parts.spool().get(), parts.settings().get());
        } catch (RuntimeException e) {
            LOG.error("{} what came of its attempt could not be stored, it is repeated: {}", attempt.message().id(),
                    e.toString());
            return Optional.of(TROUBLE_PAUSE);
        }
    }
}
