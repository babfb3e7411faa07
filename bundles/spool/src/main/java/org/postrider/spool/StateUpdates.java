package org.postrider.spool;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.SpoolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes states and ends of messages. A state names recipients by their place in the envelope, which is read for that
 * in the background; of several states that wait for it the last is written.
 */
final class StateUpdates {

    private static final Logger LOG = LoggerFactory.getLogger(StateUpdates.class);

    private final MessageIndex index;
    private final MessageReader reader;
    private final LogWriter writer;
    private final BigFiles bigFiles;
    private final Executor io;
    private final Clock clock;

    StateUpdates(MessageIndex index, MessageReader reader, LogWriter writer, BigFiles bigFiles, Executor io,
            Clock clock) {
        this.index = index;
        this.reader = reader;
        this.writer = writer;
        this.bigFiles = bigFiles;
        this.io = io;
        this.clock = clock;
    }

    CompletionStage<Void> update(long id, QueueState state) {
        return index.update(id, state, entry -> schedule(id, entry.pending()));
    }

    private void schedule(long id, PendingUpdate update) {
        inBackground(() -> write(id, update)).whenComplete((done, problem) -> {
            if (problem != null) {
                SpoolException failure = Failure.of(problem);
                LOG.error("a state of message {} could not be written: {}", new MessageId(id), failure.getMessage());
                index.dropUpdate(id, update);
                update.durable().completeExceptionally(failure);
            }
        });
    }

    /** Unlike {@link CompletableFuture#runAsync}, this does not throw when the pool is closed. */
    private CompletableFuture<Void> inBackground(Runnable task) {
        return CompletableFuture.completedFuture(null).thenRunAsync(task, io);
    }

    private void write(long id, PendingUpdate update) {
        try {
            Optional<StoredMessage> stored = reader.stored(id);
            synchronized (index) { // states of one message reach the writer in the order they were taken
                if (stored.isEmpty() || index.find(id).isEmpty()) {
                    update.durable().complete(null);
                    return;
                }
                byte[] payload = StateCodec.encode(update.take(), stored.get().meta().envelope().recipients());
                writer.submit(new LogRecord(RecordType.STATE, id, clock.millis(), Payload.of(payload), 0,
                        new MarkTicket(update.durable(), place -> index.state(id, place, update))));
            }
        } catch (IOException | SpoolException e) {
            throw new CompletionException(e);
        }
    }

    /** Forgets the message at once; that it is to be forgotten becomes durable later. */
    CompletionStage<Void> finish(long id) {
        Optional<Entry> entry = index.remove(id);
        if (entry.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        long home = entry.get().segment().sequence();
        CompletableFuture<Void> durable = new CompletableFuture<>();
        try {
            writer.submit(new LogRecord(RecordType.FINISH, id, clock.millis(),
                    Payload.of(new FieldWriter().number(home).toBytes()), home,
                    new MarkTicket(durable, place -> forgotten(id))));
        } catch (SpoolException e) {
            durable.completeExceptionally(e);
        }
        return durable;
    }

    private void forgotten(long id) {
        if (bigFiles.has(id)) {
            inBackground(() -> bigFiles.discard(id));
        }
    }
}
