package org.postrider.testing.spool;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolFollower;

/** A follower that remembers what it was told. */
public final class CollectingFollower implements SpoolFollower {

    private final List<QueuedMessage> told = new ArrayList<>();

    @Override
    public synchronized void queued(QueuedMessage message) {
        told.add(message);
        notifyAll();
    }

    /** What it was told, when that is at least so many; fails after 30 seconds. */
    public synchronized List<QueuedMessage> await(int count) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (told.size() < count) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new AssertionError("told of " + told.size() + " messages, not of " + count);
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return List.copyOf(told);
    }

    /** The ids of {@link #await}. */
    public List<MessageId> awaitIds(int count) throws InterruptedException {
        return await(count).stream().map(QueuedMessage::id).toList();
    }
}
