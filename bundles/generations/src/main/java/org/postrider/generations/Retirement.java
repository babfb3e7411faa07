package org.postrider.generations;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.postrider.api.plugin.Generation;
import org.postrider.api.plugin.Generation.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One version's way out: nobody needs it any more, or its time is over; it is stopped; it is uninstalled.
 *
 * <p>Between the two it is kept for a while: what is abandoned in it, or told that a session has ended, can load classes
 * of a bundle that is stopped, but not of one that is gone.
 */
final class Retirement {

    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);
    private static final long PERIOD_MILLIS = 50;
    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int CALM = 3; // a session that takes the version at this very moment is seen at the next look

    private final Bundle bundle;
    private final Surroundings surroundings;
    private final CompletableFuture<Integer> done = new CompletableFuture<>();
    private State state = State.DRAINING;
    private Instant since;
    private Instant deadline;
    private int calm;
    private int left;

    Retirement(Bundle bundle, Surroundings surroundings) {
        this.bundle = bundle;
        this.surroundings = surroundings;
        this.since = surroundings.now();
        this.deadline = Instant.MAX;
    }

    /** It is stopped so long from now, whoever uses it. */
    synchronized void within(Duration time) {
        deadline = surroundings.now().plus(time.compareTo(LONGEST) < 0 ? time : LONGEST);
    }

    /** Looks now, and from then on by itself. */
    void begin() {
        surroundings.after(0, this::look);
    }

    CompletionStage<Integer> done() {
        return done.minimalCompletionStage();
    }

    Bundle bundle() {
        return bundle;
    }

    synchronized Generation view() {
        return new Generation(bundle.getBundleId(), bundle.getSymbolicName(), bundle.getVersion().toString(), state,
                surroundings.sessions(bundle), since,
                state == State.DRAINING ? Optional.of(deadline) : Optional.empty());
    }

    private void look() {
        if (bundle.getState() == Bundle.UNINSTALLED) { // by hand, or by whoever has installed it
            finish();
        } else if (stays()) {
            surroundings.after(PERIOD_MILLIS, this::look);
        } else {
            stop();
        }
    }

    private synchronized boolean stays() {
        int sessions = surroundings.sessions(bundle);
        calm = sessions > 0 ? 0 : calm + 1;
        boolean over = !surroundings.now().isBefore(deadline);
        if (over) {
            left = Math.max(0, sessions);
        }
        return !over && calm < CALM;
    }

    private void stop() {
        try {
            bundle.stop(); // for good: it does not start with the server again
        } catch (BundleException | IllegalStateException e) {
            LOG.warn("{} {} did not stop: {}", bundle.getSymbolicName(), bundle.getVersion(), e.toString());
        }
        synchronized (this) {
            state = State.STOPPED;
            since = surroundings.now();
            if (left > 0) {
                LOG.warn("{} {} was stopped while {} sessions still ran in it", bundle.getSymbolicName(),
                        bundle.getVersion(), left);
            }
        }
        surroundings.after(surroundings.grace().toMillis(), this::uninstall);
    }

    private void uninstall() {
        try {
            surroundings.leave(bundle);
            bundle.uninstall();
            LOG.info("{} {} is uninstalled", bundle.getSymbolicName(), bundle.getVersion());
        } catch (BundleException e) {
            LOG.warn("{} {} could not be uninstalled: {}", bundle.getSymbolicName(), bundle.getVersion(), e.toString());
        } catch (IllegalStateException e) {
            LOG.debug("somebody else has uninstalled it", e);
        }
        finish();
    }

    private void finish() {
        surroundings.forget(bundle);
        done.complete(left);
    }

    /** What a retirement needs of the rest. */
    interface Surroundings {

        Instant now();

        /** How many sessions run code of the bundle; -1 if nobody counts. */
        int sessions(Bundle bundle);

        Duration grace();

        void after(long millis, Runnable task);

        /** It is about to be uninstalled: nobody is to install it again. */
        void leave(Bundle bundle);

        /** It is gone. */
        void forget(Bundle bundle);
    }
}
