package org.postrider.api.plugin;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One version of a bundle that has, or lately had, another version beside it.
 *
 * @param bundle id of the bundle in the framework
 * @param name symbolic name
 * @param version its version
 * @param state what it does now
 * @param sessions that run its code and began before it was retired; -1 if nobody counts them
 * @param since when it came into this state
 * @param deadline when it is stopped though sessions still run its code; empty unless it is draining
 */
public record Generation(
        long bundle, String name, String version, State state, int sessions, Instant since,
        Optional<Instant> deadline) {

    /** In the order in which a version goes through them. */
    public enum State {
        /** New sessions use it. */
        CURRENT,
        /** Only sessions that began with it use it. */
        DRAINING,
        /** It was stopped, and is kept until nobody can need a class of it any more. */
        STOPPED
    }

    /** For how long it has been in its state. */
    public Duration age(Instant now) {
        return Duration.between(since, now);
    }
}
