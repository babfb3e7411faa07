package org.postrider.api.queue;

import java.time.Instant;
import java.util.Objects;

import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;

/**
 * A message that was accepted and is not yet delivered to everybody.
 *
 * @param id its id
 * @param envelope as it was accepted, with all recipients
 * @param size octets of the message as it will be delivered
 * @param accepted when it was accepted; its lifetime counts from here
 * @param state how far its delivery has come
 */
public record QueuedMessage(MessageId id, Envelope envelope, long size, Instant accepted, QueueState state) {

    public QueuedMessage {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(envelope, "envelope");
        Objects.requireNonNull(accepted, "accepted");
        Objects.requireNonNull(state, "state");
    }

    public QueuedMessage with(QueueState changed) {
        return new QueuedMessage(id, envelope, size, accepted, changed);
    }
}
