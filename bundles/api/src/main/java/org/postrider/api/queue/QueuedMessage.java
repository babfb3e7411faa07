package org.postrider.api.queue;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;

/**
 * A message that was accepted and is not yet delivered to everybody.
 *
 * @param id its id
 * @param envelope as it was accepted, with all recipients
 * @param size octets of the message as it will be delivered
 * @param accepted when it was accepted
 * @param state how far its delivery has come
 */
public record QueuedMessage(MessageId id, Envelope envelope, long size, Instant accepted, QueueState state) {

    public QueuedMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(accepted, "accepted");
        Objects.requireNonNull(state, "state");
    }

    /** A message that was just accepted: due at once, or when its sender wants it sent. */
    public static QueuedMessage fresh(
            MessageId id, Envelope envelope, long size, Instant accepted, Optional<String> hold) {
        Instant due = DeliveryTerms.of(envelope, accepted).notBefore().orElse(accepted);
        return new QueuedMessage(id, envelope, size, accepted, QueueState.fresh(envelope.recipients(), due, hold));
    }

    /** When and before whom its sender wants it delivered. */
    public DeliveryTerms terms() {
        return DeliveryTerms.of(envelope, accepted);
    }

    /** From when on its delivery is attempted; what is to happen after some time counts from here. */
    public Instant begins() {
        return terms().notBefore().filter(accepted::isBefore).orElse(accepted);
    }

    public QueuedMessage with(QueueState changed) {
        return new QueuedMessage(id, envelope, size, accepted, changed);
    }
}
