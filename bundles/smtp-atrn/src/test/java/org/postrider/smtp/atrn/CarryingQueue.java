package org.postrider.smtp.atrn;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Transport;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.testing.admin.ListedQueue;
import org.postrider.testing.fake.BytesMessage;

/** A queue that brings a message to a transport when it is told to, on a thread of its own, as the real one does. */
final class CarryingQueue implements AutoCloseable {

    static final String TEXT = "Subject: x\r\n\r\nhello\r\n";

    final ListedQueue listed = new ListedQueue();
    final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final Transport transport;
    private final AtomicInteger underWay = new AtomicInteger();
    volatile boolean idle;

    CarryingQueue(Transport transport) {
        this.transport = transport;
    }

    void put(long id, String... recipients) {
        List<Recipient> to = List.of(recipients).stream().map(it -> new Recipient(Address.parse(it))).toList();
        Envelope envelope = new Envelope(Optional.of(Address.parse("me@here.test")), to);
        listed.put(new QueuedMessage(new MessageId(id), envelope, TEXT.length(), Instant.EPOCH,
                QueueState.fresh(to, Instant.EPOCH, Optional.empty())));
    }

    Queue queue() {
        return (Queue) Proxy.newProxyInstance(Queue.class.getClassLoader(), new Class<?>[] {Queue.class},
                (proxy, method, arguments) -> method.getName().equals("flush") && arguments[0] instanceof MessageId id
                        ? flush(id) : method.invoke(listed, arguments));
    }

    private boolean flush(MessageId id) {
        Optional<QueuedMessage> message = listed.find(id);
        if (message.isPresent() && !idle) {
            underWay.incrementAndGet();
            workers.execute(() -> {
                carry(message.get());
                underWay.decrementAndGet();
            });
        }
        return message.isPresent();
    }

    /** Whether all that was begun is settled. */
    boolean isSettled() {
        return underWay.get() == 0;
    }

    /** What is delivered or has failed is gone; the rest stays. */
    void carry(QueuedMessage message) {
        Map<String, Outcome> found = new HashMap<>();
        try (Delivery delivery = transport.begin(new Route("atrn", "customer"), message)) {
            List<Recipient> taken = new ArrayList<>();
            for (Recipient recipient : message.state().pending()) {
                Optional<Outcome> outcome = delivery.add(recipient);
                outcome.ifPresent(it -> found.put(recipient.address().toString(), it));
                if (outcome.isEmpty()) {
                    taken.add(recipient);
                }
            }
            if (!taken.isEmpty()) {
                delivery.write(new BytesMessage(TEXT));
                delivery.commit().forEach((address, outcome) -> found.put(address.toString(), outcome));
            }
        } catch (IOException e) {
            // who has no outcome is tried again
        }
        outcomes.putAll(found);
        if (found.size() == message.state().pending().size()
                && found.values().stream().noneMatch(it -> it instanceof Outcome.Deferred)) {
            listed.remove(message.id());
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
