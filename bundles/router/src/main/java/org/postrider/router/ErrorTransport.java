package org.postrider.router;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.SettledDelivery;
import org.postrider.api.delivery.Transport;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;

/** Refuses mail for good, so that its sender gets a report. */
@Component(property = Transport.NAME + "=error")
public final class ErrorTransport implements Transport {
    private static final Outcome REFUSED =
            new Outcome.Failed(Reply.of(550, "5.7.1", "Mail for this domain is not accepted"));

    @Override
    public Delivery begin(Route route, QueuedMessage message) {
        return new SettledDelivery(REFUSED);
    }
}
