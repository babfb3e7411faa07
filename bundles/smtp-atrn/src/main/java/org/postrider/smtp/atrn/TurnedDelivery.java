package org.postrider.smtp.atrn;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;

/** A delivery that gives the connection back at its end. */
record TurnedDelivery(Delivery delivery, Handover handover) implements Delivery {

    @Override
    public Optional<Outcome> add(Recipient recipient) throws IOException {
        return delivery.add(recipient);
    }

    @Override
    public void write(Message message) throws IOException {
        delivery.write(message);
    }

    @Override
    public Map<Address, Outcome> commit() throws IOException {
        return delivery.commit();
    }

    @Override
    public void close() {
        try {
            delivery.close();
        } finally {
            handover.end();
        }
    }
}
