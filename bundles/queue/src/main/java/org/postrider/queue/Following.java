package org.postrider.queue;

import java.util.Optional;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolFollower;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The spool that is followed. When it is replaced, the new one is followed before the old one is left. */
final class Following implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private record Followed(Spool spool, AutoCloseable end) {}

    private final SpoolFollower follower;
    private volatile Spool spool;
    private Optional<Followed> followed = Optional.empty();

    Following(SpoolFollower follower) {
        this.follower = follower;
    }

    /** @throws IllegalStateException before the first spool came */
    Spool spool() {
        Spool current = spool;
        if (current == null) {
            throw new IllegalStateException("there is no spool");
        }
        return current;
    }

    synchronized void follow(Spool newSpool) {
        close();
        spool = newSpool;
        followed = Optional.of(new Followed(newSpool, newSpool.follow(follower)));
    }

    /** Stops following, if this one is followed. */
    synchronized void leave(Spool oldSpool) {
        if (followed.isPresent() && followed.get().spool() == oldSpool) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        followed.ifPresent(f -> end(f.end()));
        followed = Optional.empty();
    }

    private static void end(AutoCloseable end) {
        try {
            end.close();
        } catch (Exception e) {
            LOG.warn("following the spool did not end well: {}", e.toString());
        }
    }
}
