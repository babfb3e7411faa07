package org.postrider.delivery.local;

import java.io.IOException;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Transport;
import org.postrider.api.message.Address;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.store.MailStore;

/**
 * Delivers into mailboxes of the mail store. The destination of a route is the address of an account, as the directory
 * writes it. There only while there is a store: at start, and while a store is being replaced, messages wait for the
 * transport to come and lose no attempt.
 */
@Component(property = Transport.NAME + "=local")
public final class LocalTransport implements Transport {

    private final MailStore store;

    @Activate
    public LocalTransport(
            @Reference(name = "store", policyOption = ReferencePolicyOption.GREEDY) MailStore store) {
        this.store = store;
    }

    @Override
    public Delivery begin(Route route, QueuedMessage message) throws IOException {
        return new LocalDelivery(store, account(route), message.envelope());
    }

    private static Address account(Route route) throws IOException {
        try {
            return Address.parse(route.destination());
        } catch (IllegalArgumentException e) {
            throw new IOException("a local route leads to the address of an account: " + e.getMessage(), e);
        }
    }
}
