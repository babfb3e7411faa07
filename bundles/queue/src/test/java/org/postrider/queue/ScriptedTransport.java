package org.postrider.queue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Transport;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;

/** A transport that does what a test says, recipient by recipient, and remembers what it delivered. */
final class ScriptedTransport implements Transport {
    static final Outcome OK = new Outcome.Delivered(Reply.of(250, "2.0.0", "Ok"));
    static final Outcome LATER = new Outcome.Deferred(Reply.of(451, "4.7.1", "Please try later"));
    static final Outcome NEVER = new Outcome.Failed(Reply.of(550, "5.1.1", "No such user"));

    /** What happens when a message is written; may block or throw. */
    interface Writing {
        void run(QueuedMessage message) throws IOException;
    }

    final List<String> delivered = new CopyOnWriteArrayList<>();
    final List<String> contents = new CopyOnWriteArrayList<>();
    final List<Integer> groups = new CopyOnWriteArrayList<>();
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private volatile Writing beginning = m -> { };
    private volatile Writing writing = m -> { };

    ScriptedTransport answer(String address, Outcome outcome) {
        outcomes.put(address, outcome);
        return this;
    }

    ScriptedTransport whenBegun(Writing newBeginning) {
        beginning = newBeginning;
        return this;
    }

    ScriptedTransport whenWritten(Writing newWriting) {
        writing = newWriting;
        return this;
    }

    @Override
    public Delivery begin(Route route, QueuedMessage message) throws IOException {
        beginning.run(message);
        List<Address> taken = new ArrayList<>();
        return new Delivery() {
            @Override
            public Optional<Outcome> add(Recipient recipient) {
                taken.add(recipient.address());
                return Optional.empty();
            }

            @Override
            public void write(Message content) throws IOException {
                writing.run(message);
                try (InputStream in = content.open()) {
                    contents.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
                }
            }

            @Override
            public Map<Address, Outcome> commit() {
                groups.add(taken.size());
                Map<Address, Outcome> result = new HashMap<>();
                for (Address address : taken) {
                    Outcome outcome = outcomes.getOrDefault(address.toString(), OK);
                    result.put(address, outcome);
                    if (outcome instanceof Outcome.Delivered) {
                        delivered.add(address.toString());
                    }
                }
                return result;
            }

            @Override
            public void close() {
                // nothing is held
            }
        };
    }
}
