package org.postrider.testing.admin;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;

import org.postrider.api.message.Domain;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.QueueStatus;
import org.postrider.api.queue.QueuedMessage;

/** A queue that delivers nothing: what is put into it stays until it is removed. */
public final class ListedQueue implements Queue {

    private final ConcurrentSkipListMap<MessageId, QueuedMessage> messages = new ConcurrentSkipListMap<>();

    public void put(QueuedMessage message) {
        messages.put(message.id(), message);
    }

    @Override
    public List<QueuedMessage> list(int limit) {
        return messages.values().stream().limit(limit).toList();
    }

    @Override
    public Optional<QueuedMessage> find(MessageId id) {
        return Optional.ofNullable(messages.get(id));
    }

    @Override
    public int flush() {
        return (int) messages.keySet().stream().filter(this::flush).count();
    }

    @Override
    public int flush(Predicate<Domain> destinations) {
        return (int) waiting(destinations, 100_000).stream().filter(this::flush).count();
    }

    @Override
    public List<MessageId> waiting(Predicate<Domain> destinations, int limit) {
        return messages.values().stream().filter(it -> it.state().hold().isEmpty() && it.state().pending().stream()
                .anyMatch(recipient -> destinations.test(recipient.address().domain())))
                .map(QueuedMessage::id).limit(limit).toList();
    }

    @Override
    public boolean flush(MessageId id) {
        Optional<QueuedMessage> free = find(id).filter(it -> it.state().hold().isEmpty());
        free.ifPresent(it -> put(it.with(it.state().withNextAttempt(Instant.now()))));
        return free.isPresent();
    }

    @Override
    public boolean remove(MessageId id) {
        return messages.remove(id) != null;
    }

    @Override
    public boolean hold(MessageId id, String reason) {
        Optional<QueuedMessage> there = find(id);
        there.ifPresent(it -> put(it.with(it.state().withHold(Optional.of(reason)))));
        return there.isPresent();
    }

    @Override
    public boolean release(MessageId id) {
        Optional<QueuedMessage> held = find(id).filter(it -> it.state().hold().isPresent());
        held.ifPresent(it -> put(it.with(it.state().withHold(Optional.empty()).withNextAttempt(Instant.now()))));
        return held.isPresent();
    }

    @Override
    public QueueStatus status() {
        long held = messages.values().stream().filter(it -> it.state().hold().isPresent()).count();
        Instant now = Instant.now();
        long deferred = messages.values().stream().filter(it -> it.state().nextAttempt().isAfter(now)).count();
        return new QueueStatus(messages.size(), 0, deferred, held, 0, 0);
    }
}
