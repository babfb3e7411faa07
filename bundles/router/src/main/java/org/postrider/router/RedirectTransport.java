package org.postrider.router;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Transport;
import org.postrider.api.message.Address;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;

/**
 * Sends mail for an alias on to its targets, which the route's destination lists: as a new message with the same sender
 * and the same bytes, and a Delivered-To field that stops loops. It is durable before the alias counts as delivered.
 */
@Component(property = Transport.NAME + "=redirect")
public final class RedirectTransport implements Transport {
    private final Spool spool;

    @Activate
    public RedirectTransport(@Reference(name = "spool") Spool spool) {
        this.spool = spool;
    }

    @Override
    public Delivery begin(Route route, QueuedMessage message) throws IOException {
        List<Address> targets;
        try {
            targets = AddressList.read(route.destination());
        } catch (IllegalArgumentException e) {
            throw new IOException("the targets of the alias cannot be read: " + e.getMessage(), e);
        }
        return new Redirection(spool, message.terms().onward(message.envelope(), Instant.now()), targets);
    }
}
