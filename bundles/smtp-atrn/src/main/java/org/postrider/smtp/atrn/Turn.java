package org.postrider.smtp.atrn;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.postrider.api.delivery.Delivery;
import org.postrider.api.message.Domain;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.smtp.protocol.client.Conversation;
import org.postrider.smtp.protocol.client.RemoteDelivery;

/**
 * One turned connection. Messages go over it one by one: the queue is told to try one now, and brings it to the transport
 * as it brings any; so it is the queue that knows what was delivered. No message is tried twice.
 */
final class Turn {

    private static final int BATCH = 100;

    private final Conversation conversation;
    private final TurnedWire wire;
    private final Duration patience;
    private volatile Optional<Handover> expected = Optional.empty();

    /** @param patience how long the queue has to bring a message */
    Turn(Conversation conversation, TurnedWire wire, Duration patience) {
        this.conversation = conversation;
        this.wire = wire;
        this.patience = patience;
    }

    /** Delivers what waits for these domains, until nothing is left, the connection fails or the queue brings nothing. */
    void deliver(Queue queue, Predicate<Domain> domains) throws IOException {
        Set<MessageId> tried = new HashSet<>();
        for (List<MessageId> next = next(queue, domains, tried); !next.isEmpty(); next = next(queue, domains, tried)) {
            for (MessageId id : next) {
                tried.add(id);
                if (!deliver(queue, id)) {
                    return;
                }
            }
        }
    }

    private static List<MessageId> next(Queue queue, Predicate<Domain> domains, Set<MessageId> tried) {
        return queue.waiting(domains, tried.size() + BATCH).stream().filter(id -> !tried.contains(id)).toList();
    }

    /** Whether others can follow. */
    private boolean deliver(Queue queue, MessageId id) throws IOException {
        Handover handover = new Handover(id);
        expected = Optional.of(handover);
        try {
            boolean due = queue.flush(id); // else it is held, or on its way, or gone
            return (!due || handover.await(patience)) && !wire.isClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } finally {
            expected = Optional.empty();
        }
    }

    /** The delivery of a message, if this is the one that is waited for. */
    Optional<Delivery> begin(QueuedMessage message) {
        return expected.filter(handover -> handover.id().equals(message.id()) && handover.claim())
                .map(handover -> new TurnedDelivery(new RemoteDelivery(conversation, message, this::reset), handover));
    }

    private void reset(Conversation after) {
        try {
            after.reset();
        } catch (IOException e) {
            wire.close(); // no other message goes over it
        }
    }
}
