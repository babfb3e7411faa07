package org.postrider.delivery.remote;

import java.util.Map;
import java.util.Optional;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;

/** An attempt whose outcome is known before it begins, the same for every recipient. */
final class SettledDelivery implements Delivery {
    private final Outcome outcome;

    SettledDelivery(Outcome outcome) {
        this.outcome = outcome;
    }

    @Override
    public Optional<Outcome> add(Recipient recipient) {
        return Optional.of(outcome);
    }

    @Override
    public void write(Message message) {
        throw new IllegalStateException("no recipient was taken");
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
