package org.postrider.itests;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Mail that does not end until it is told to: every 100 ms four new sessions with twenty messages among them. One
 * message that is not acknowledged is a failure.
 */
final class SteadyLoad {

    private static final int MESSAGES = 20;
    private static final int SESSIONS = 4;
    private static final int PERIOD_MS = 100;

    private final int port;
    private final Set<String> acknowledged = new TreeSet<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private RuntimeException failure;
    private int batches;

    private SteadyLoad(int port) {
        this.port = port;
    }

    static SteadyLoad start(int port) {
        SteadyLoad load = new SteadyLoad(port);
        load.clock.scheduleWithFixedDelay(load::batch, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
        return load;
    }

    private synchronized void batch() {
        AckedLoad load = new AckedLoad(port, "localhost", 1024, "steady-" + batches++ + "-");
        try {
            load.send(MESSAGES, SESSIONS);
            acknowledged.addAll(load.acknowledged());
            if (load.acknowledged().size() < MESSAGES) {
                throw new IllegalStateException("a session failed: " + load.acknowledged() + " is all of " + MESSAGES);
            }
        } catch (RuntimeException e) {
            failure = new IllegalStateException("batch " + batches + " failed", e);
            clock.shutdown();
        }
    }

    /** All ids that were acknowledged. @throws IllegalStateException if a session failed */
    Set<String> stop() throws InterruptedException {
        clock.shutdown();
        if (!clock.awaitTermination(1, TimeUnit.MINUTES)) {
            clock.shutdownNow();
            throw new IllegalStateException("the load did not end");
        }
        synchronized (this) {
            if (failure != null) {
                throw failure;
            }
            return acknowledged;
        }
    }
}
