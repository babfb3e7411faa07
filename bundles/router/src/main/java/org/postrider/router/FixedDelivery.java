package org.postrider.router;

import java.util.Map;
import java.util.Optional;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;

/** An attempt with the same outcome for every recipient, whatever the message is. */
final class FixedDelivery implements Delivery {
    private final Outcome outcome;

    FixedDelivery(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Optional<Outcome> add(Recipient recipient) {
        return Optional.of(outcome);
    }

    @Override
    public void write(Message message) {
        throw new IllegalStateException("every recipient has its outcome already");
    }

    @Override
    public Map<Address, Outcome> commit() {
        return Map.of();
    }

    @Override
    public void close() {
        // nothing is held
    }
}
