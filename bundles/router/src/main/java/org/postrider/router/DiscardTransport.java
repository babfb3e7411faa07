package org.postrider.router;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Transport;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;

/** Takes mail and drops it. */
@Component(property = Transport.NAME + "=discard")
public final class DiscardTransport implements Transport {
    private static final Outcome DROPPED = new Outcome.Delivered(Reply.of(250, "2.0.0", "Discarded"));

    @Override
    public Delivery begin(Route route, QueuedMessage message) {
        Map<Address, Outcome> taken = new HashMap<>();
        return new Delivery() {
            @Override
            public Optional<Outcome> add(Recipient recipient) {
                taken.put(recipient.address(), DROPPED);
                return Optional.empty();
            }

            @Override
            public void write(Message content) {
                // the bytes go nowhere
            }

            @Override
            public Map<Address, Outcome> commit() {
                return taken;
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }
}
