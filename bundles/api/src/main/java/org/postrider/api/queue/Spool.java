package org.postrider.api.queue;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;

/**
 * The durable log of accepted mail. All methods are safe from any thread, and those that return a stage never block.
 */
@ProviderType
public interface Spool {

    /** A new id; no other call returns the same, before or after a restart. */
    MessageId nextId();

    /** Begins a message. Costs no disk access. */
    SpoolDraft begin(MessageId id);

    /**
     * Starts telling the follower of messages to deliver. What it does not finish is told again to the next follower.
     *
     * @return close it to stop following
     */
    AutoCloseable follow(SpoolFollower follower);

    /** The message with its present state, unless it is finished or never was. */
    Optional<QueuedMessage> find(MessageId id);

    /**
     * The bytes of a queued message. They stay readable while it is queued.
     *
     * @throws IOException if it is not queued or cannot be read
     */
    Message open(MessageId id) throws IOException;

    /**
     * Replaces the state of a queued message. Later updates of the same message win. Does nothing if it is finished.
     *
     * @return completes when the state is durable; few callers need to wait
     */
    CompletionStage<Void> update(MessageId id, QueueState state);

    /**
     * Forgets a message: it was delivered, bounced or removed. Does nothing if it is finished.
     *
     * @return completes when this is durable
     */
    CompletionStage<Void> finish(MessageId id);

    /** Whether there is room for more mail; while there is none, writing and committing fail with FULL. Never waits. */
    default boolean hasRoom() {
        return true;
    }

    SpoolStatus status();
}
