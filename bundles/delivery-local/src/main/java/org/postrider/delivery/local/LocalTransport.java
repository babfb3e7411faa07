package org.postrider.delivery.local;

import java.io.IOException;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Transport;
import org.postrider.api.message.Address;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.store.MailStore;

/**
 * Delivers into mailboxes of the mail store. The destination of a route is the address of an account, as the directory
 * writes it. While there is no store, everything is deferred.
 */
@Component(property = Transport.NAME + "=local")
public final class LocalTransport implements Transport {

    @Reference(
            name = "store", cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile MailStore store;

    /** Made by the component runtime, which sets the store. */
    public LocalTransport() {
        this(null);
    }

    LocalTransport(MailStore store) {
        this.store = store;
    }

    @Override
    public Delivery begin(Route route, QueuedMessage message) throws IOException {
        MailStore current = store;
        if (current == null) {
            throw new IOException("there is no mail store; install one, e.g. postrider-store-maildir");
        }
        return new LocalDelivery(current, account(route), message.envelope());
    }

    private static Address account(Route route) throws IOException {
        try {
            return Address.parse(route.destination());
        } catch (IllegalArgumentException e) {
            throw new IOException("a local route leads to the address of an account: " + e.getMessage(), e);
        }
    }
}
