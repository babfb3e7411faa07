package org.postrider.api.queue;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.postrider.api.message.Recipient;

/**
 * How far the delivery of a queued message has come.
 *
 * @param pending recipients that are still to be delivered to; never empty in the queue
 * @param attempts delivery attempts so far
 * @param nextAttempt when the next one is due
 * @param lastReply what the last attempt ended with; empty before the first
 * @param hold why the message is kept back; it is not delivered while this is present
 * @param delayReported whether the sender knows that it takes long
 */
public record QueueState(List<Recipient> pending, int attempts, Instant nextAttempt, String lastReply,
        Optional<String> hold, boolean delayReported) {

    public QueueState {
        pending = List.copyOf(pending);
        Objects.requireNonNull(nextAttempt, "nextAttempt");
        Objects.requireNonNull(lastReply, "lastReply");
        Objects.requireNonNull(hold, "hold");
        if (attempts < 0) {
            throw new IllegalArgumentException("attempts cannot be negative");
        }
    }

    /** The state of a message of whose delay nothing was said. */
    public QueueState(
            List<Recipient> pending, int attempts, Instant nextAttempt, String lastReply, Optional<String> hold) {
        this(pending, attempts, nextAttempt, lastReply, hold, false);
    }

    /** The state of a message that was just accepted. */
    public static QueueState fresh(List<Recipient> recipients, Instant now, Optional<String> hold) {
        return new QueueState(recipients, 0, now, "", hold);
    }

    public QueueState withPending(List<Recipient> recipients) {
        return new QueueState(recipients, attempts, nextAttempt, lastReply, hold, delayReported);
    }

    public QueueState withHold(Optional<String> reason) {
        return new QueueState(pending, attempts, nextAttempt, lastReply, reason, delayReported);
    }

    public QueueState withNextAttempt(Instant when) {
        return new QueueState(pending, attempts, when, lastReply, hold, delayReported);
    }
}
