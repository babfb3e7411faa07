package org.postrider.api.queue;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of every message that is to be delivered. Called from one thread at a time, and must return quickly. */
@ConsumerType
public interface SpoolFollower {

    /** A message is durable: first each one that was there when following began, then each new one. */
    void queued(QueuedMessage message);
}
