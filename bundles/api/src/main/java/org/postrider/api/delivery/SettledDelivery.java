package org.postrider.api.delivery;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;

/** An attempt whose outcome is known when it begins, the same for every recipient. For transports to return. */
public final class SettledDelivery implements Delivery {

    private final Outcome outcome;

    public SettledDelivery(Outcome outcome) {
        this.outcome = Objects.requireNonNull(outcome, "outcome");
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
