package org.postrider.smtp.atrn;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.SettledDelivery;
import org.postrider.api.delivery.Transport;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;

/**
 * The transport {@code atrn}: a message goes over the turned connection that waits for it, else it waits itself. Apart
 * from {@link Atrn}, which needs the queue, for the queue needs this.
 */
@Component(service = {Transport.class, AtrnTransport.class}, property = Transport.NAME + "=atrn")
public final class AtrnTransport implements Transport {

    private static final Outcome WAITS =
            new Outcome.Deferred(Reply.of(450, "4.4.1", "It waits until the server of its domain asks for it"));

    private final Turns turns = new Turns(System::nanoTime);

    Turns turns() {
        return turns;
    }

    @Override
    public Delivery begin(Route route, QueuedMessage message) {
        return turns.all().stream().flatMap(turn -> turn.begin(message).stream()).findFirst()
                .orElseGet(() -> new SettledDelivery(WAITS));
    }
}
