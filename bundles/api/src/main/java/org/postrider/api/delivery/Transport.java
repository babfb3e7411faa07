package org.postrider.api.delivery;

import java.io.IOException;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.queue.QueuedMessage;

/** Takes messages to where a route points. Registered with the service property {@code mail.transport}. */
@ConsumerType
public interface Transport {

    /** Name of the service property that a route refers to. */
    String NAME = "mail.transport";

    /**
     * Begins one attempt for recipients of one message that share a route.
     *
     * @return the attempt, which the caller closes
     * @throws IOException if the destination cannot be reached; all recipients are then tried again later
     */
    Delivery begin(Route route, QueuedMessage message) throws IOException;
}
