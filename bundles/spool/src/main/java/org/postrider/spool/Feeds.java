package org.postrider.spool;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolFollower;

/** Who is told of new messages. One enters the index and the feeds at one moment, so none is missed or told twice. */
final class Feeds implements AutoCloseable {

    private final MessageIndex index;
    private final MessageReader reader;
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();

    Feeds(MessageIndex index, MessageReader reader) {
        this.index = index;
        this.reader = reader;
    }

    /** Makes a message that has become durable known. */
    void announce(QueuedMessage message, Place place) {
        synchronized (index) {
            index.put(message.id().value(), place);
            feeds.forEach(feed -> feed.offer(message));
        }
    }

    AutoCloseable follow(SpoolFollower follower) {
        Feed[] feed = new Feed[1];
        synchronized (index) {
            feed[0] = new Feed(follower, reader, index.select(e -> true), () -> feeds.remove(feed[0]));
            feeds.add(feed[0]);
        }
        feed[0].start();
        return feed[0];
    }

    @Override
    public void close() {
        feeds.forEach(Feed::close);
    }
}
