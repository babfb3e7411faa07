package org.postrider.smtp.server;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a listener has so many sessions that it has less patience with each. Begins with the session that is one too
 * many, and ends when fewer have been in use for a while, so that it does not come and go with single sessions. Safe
 * from any thread.
 */
final class StressMode {

    private static final Logger LOG = LoggerFactory.getLogger(StressMode.class);

    private final String listener;
    private final Consumer<Boolean> follower;
    private StressPolicy policy;
    private int maxSessions;
    private int sessions;
    private Future<?> end;
    private volatile boolean on;

    /** @param follower is told of each change, in order, on whichever thread brings it about; must not block */
    StressMode(String listener, Consumer<Boolean> follower) {
        this.listener = listener;
        this.follower = follower;
    }

    boolean isOn() {
        return on;
    }

    /** A session has begun; what it knows of policy and limit counts from now on. */
    synchronized void came(StressPolicy policy, int maxSessions) {
        this.policy = policy;
        this.maxSessions = maxSessions;
        sessions++;
        if (isReached()) {
            stay();
            change(true);
        }
    }

    /**
     * A session has ended.
     *
     * @param timer what the end is waited for with, if this brings it nearer
     */
    synchronized void gone(ScheduledExecutorService timer) {
        sessions--;
        if (on && end == null && !isReached()) {
            end = timer.schedule(this::calm, policy.calm().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private boolean isReached() {
        return policy.isReached(sessions, maxSessions);
    }

    private void stay() {
        if (end != null) {
            end.cancel(false);
            end = null;
        }
    }

    private synchronized void calm() {
        if (end != null && !isReached()) { // else one came just now
            end = null;
            change(false);
        }
    }

    private void change(boolean now) {
        if (on != now) {
            on = now;
            tell();
            follower.accept(now);
        }
    }

    private void tell() {
        if (on) {
            LOG.warn("listener {}: {} of {} sessions are in use; clients now get {} s for a command, errors at most {},"
                    + " idle commands at most {}", listener, sessions, maxSessions, policy.timeout().toSeconds(), policy.errors(),
                    policy.idleCommands());
        } else {
            LOG.info("listener {}: {} of {} sessions are in use; clients get what is usual again", listener, sessions,
                    maxSessions);
        }
    }
}
