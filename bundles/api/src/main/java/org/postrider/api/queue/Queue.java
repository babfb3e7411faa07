package org.postrider.api.queue;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.osgi.annotation.versioning.ProviderType;
import org.postrider.api.message.Domain;
import org.postrider.api.message.MessageId;

/** The schedule of delivery, for administration. Safe from any thread; no method waits for a delivery. */
@ProviderType
public interface Queue {

    /**
     * Queued messages, oldest first.
     *
     * @param limit at most so many, 1 to 100,000
     */
    List<QueuedMessage> list(int limit);

    Optional<QueuedMessage> find(MessageId id);

    /**
     * Makes every message due now that is neither held nor being delivered.
     *
     * @return how many
     */
    int flush();

    /**
     * The same for messages with a recipient, not yet delivered to, in one of these domains, unless they are to be sent
     * later (RFC 4865). Each message is looked at, so this takes its time in a long queue; an interrupted thread looks no
     * further.
     *
     * @return how many of those that were looked at
     */
    int flush(Predicate<Domain> destinations);

    /**
     * Messages of that kind, oldest first, without doing anything to them.
     *
     * @param limit at most so many, 1 to 100,000
     */
    List<MessageId> waiting(Predicate<Domain> destinations, int limit);

    /** Makes one message due now; false if it is unknown, held or being delivered. */
    boolean flush(MessageId id);

    /** Removes a message without a report to its sender; false if it is unknown or being delivered. */
    boolean remove(MessageId id);

    /** Keeps a message back; false if it is unknown or being delivered. */
    boolean hold(MessageId id, String reason);

    /** Ends a hold and makes the message due now; false if it is unknown or not held. */
    boolean release(MessageId id);

    QueueStatus status();
}
