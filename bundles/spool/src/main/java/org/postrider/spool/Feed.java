package org.postrider.spool;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolFollower;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one follower, on a thread of its own: first the messages that were there, in the order of the log, then the new
 * ones. A follower that falls behind costs 24 octets per message; what it missed is read from the disk.
 */
final class Feed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int KEPT_WHOLE = 10_000;
    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(5);

    private record News(long id, Optional<QueuedMessage> message) {}

    private final SpoolFollower follower;
    private final MessageReader reader;
    private final Runnable onClose;
    private final Thread thread;
    private final Deque<News> news = new ArrayDeque<>();
    private List<Entry> present;
    private volatile boolean closed;

    /** @param present the messages that are there, in no order */
    Feed(SpoolFollower follower, MessageReader reader, List<Entry> present, Runnable onClose) {
        this.follower = follower;
        this.reader = reader;
        this.present = present;
        this.onClose = onClose;
        this.thread = new Thread(this::run, "spool-follower");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    synchronized void offer(QueuedMessage message) {
        boolean whole = news.size() < KEPT_WHOLE;
        news.add(new News(message.id().value(), whole ? Optional.of(message) : Optional.empty()));
        notifyAll();
    }

    private void run() {
        present.sort(Comparator.comparingLong((Entry e) -> e.segment().sequence()).thenComparingInt(Entry::offset));
        for (Entry entry : present) {
            tell(new News(entry.id(), Optional.empty()));
        }
        present = List.of();
        for (Optional<News> next = next(); next.isPresent(); next = next()) {
            tell(next.get());
        }
    }

    private synchronized Optional<News> next() {
        while (news.isEmpty() && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(news.poll());
    }

    private void tell(News item) {
        if (closed) {
            return;
        }
        try {
            Optional<QueuedMessage> message = item.message().isPresent() ? item.message() : reader.find(item.id());
            message.ifPresent(follower::queued);
        } catch (IOException e) {
            LOG.error("message {} stays in the spool, it cannot be read: {}", new MessageId(item.id()), e.toString());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("the follower failed on message {}: {}", new MessageId(item.id()), e.toString());
        }
    }

    /** When this returns, the follower is not called any more; unless it does not come back from a call. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            news.clear();
            notifyAll();
        }
        onClose.run();
        if (Thread.currentThread() != thread) {
            try {
                thread.join(PATIENCE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
