package org.postrider.testing.fake;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.SpoolException;
import org.postrider.api.queue.SpoolFollower;
import org.postrider.api.queue.SpoolStatus;
import org.postrider.api.queue.Submission;

/** A spool that forgets when the process ends. Safe from any thread. */
public final class MemorySpool implements Spool {

    private record Kept(QueuedMessage message, byte[] bytes) {}

    private final AtomicLong ids = new AtomicLong();
    private final AtomicLong commits = new AtomicLong();
    private final AtomicInteger drafts = new AtomicInteger();
    private final Map<MessageId, Kept> kept = new ConcurrentHashMap<>();
    private final Object following = new Object();
    private SpoolFollower follower; // guarded by following
    private volatile Optional<SpoolException.Reason> failure = Optional.empty();
    private volatile CompletableFuture<Void> disk = CompletableFuture.completedFuture(null);

    /** From now on writing and committing fail for this reason. */
    public void fail(SpoolException.Reason reason) {
        failure = Optional.of(reason);
    }

    /** Ends {@link #fail}. */
    public void work() {
        failure = Optional.empty();
    }

    /**
     * From now on writes and commits wait.
     *
     * @return complete it to let them go on
     */
    public CompletableFuture<Void> stall() {
        disk = new CompletableFuture<>();
        return disk;
    }

    /** What is queued, oldest first. */
    public List<QueuedMessage> messages() {
        return kept.values().stream().map(Kept::message).sorted((a, b) -> a.id().compareTo(b.id())).toList();
    }

    /** The bytes of a queued message. */
    public byte[] bytes(MessageId id) {
        return kept.get(id).bytes().clone();
    }

    /** Drafts that were begun and neither committed nor aborted. */
    public int openDrafts() {
        return drafts.get();
    }

    @Override
    public MessageId nextId() {
        return new MessageId(ids.incrementAndGet());
    }

    @Override
    public SpoolDraft begin(MessageId id) {
        drafts.incrementAndGet();
        return new MemoryDraft(id, this);
    }

    void ended() {
        drafts.decrementAndGet();
    }

    /** The state of the disk: completed, waiting, or failed. */
    CompletionStage<Void> disk() {
        return failure.<CompletionStage<Void>>map(reason -> CompletableFuture.failedFuture(
                new SpoolException(reason, "told to fail", null))).orElse(disk);
    }

    CompletionStage<QueuedMessage> keep(MessageId id, Submission submission, byte[] bytes) {
        return disk().thenApply(ready -> keepNow(id, submission, bytes));
    }

    QueuedMessage keepNow(MessageId id, Submission submission, byte[] bytes) {
        QueuedMessage message =
                QueuedMessage.fresh(id, submission.envelope(), bytes.length, Instant.now(), submission.hold());
        synchronized (following) {
            kept.put(id, new Kept(message, bytes));
            commits.incrementAndGet();
            if (follower != null) {
                follower.queued(message);
            }
        }
        return message;
    }

    @Override
    public AutoCloseable follow(SpoolFollower next) {
        synchronized (following) {
            follower = next;
            messages().forEach(next::queued);
        }
        return () -> unfollow(next);
    }

    private void unfollow(SpoolFollower old) {
        synchronized (following) {
            if (follower == old) {
                follower = null;
            }
        }
    }

    @Override
    public Optional<QueuedMessage> find(MessageId id) {
        return Optional.ofNullable(kept.get(id)).map(Kept::message);
    }

    @Override
    public Message open(MessageId id) throws IOException {
        Kept found = kept.get(id);
        if (found == null) {
            throw new IOException(id + " is not queued");
        }
        return new BytesMessage(found.bytes());
    }

    @Override
    public CompletionStage<Void> update(MessageId id, QueueState state) {
        return disk().thenRun(() ->
                kept.computeIfPresent(id, (key, old) -> new Kept(old.message().with(state), old.bytes())));
    }

    @Override
    public CompletionStage<Void> finish(MessageId id) {
        return disk().thenRun(() -> kept.remove(id));
    }

    @Override
    public boolean hasRoom() {
        return failure.filter(SpoolException.Reason.FULL::equals).isEmpty();
    }

    @Override
    public SpoolStatus status() {
        long bytes = kept.values().stream().mapToLong(k -> k.bytes().length).sum();
        String problem = failure.map(Enum::name).orElse("");
        return new SpoolStatus(kept.size(), bytes, 0, commits.get(), commits.get(), problem.isEmpty(), problem);
    }
}
