package org.postrider.api.delivery;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;

/** Decides how a recipient is reached. */
@ConsumerType
public interface Router {

    /**
     * @return the route, or empty if this router has no opinion and the next one is to be asked
     * @throws RoutingException if it is known that there is no way, for now or for good
     */
    Optional<Route> route(Envelope envelope, Recipient recipient) throws RoutingException;
}
