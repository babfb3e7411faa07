package org.postrider.router;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.SettledDelivery;
import org.postrider.api.delivery.Transport;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;

/** Takes mail and drops it. */
@Component(property = Transport.NAME + "=discard")
public final class DiscardTransport implements Transport {
    private static final Outcome DROPPED = new Outcome.Delivered(Reply.of(250, "2.0.0", "Discarded"));

    @Override
    public Delivery begin(Route route, QueuedMessage message) {
        return new SettledDelivery(DROPPED);
    }
}
