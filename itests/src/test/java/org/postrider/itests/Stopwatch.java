package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;

/** How long something takes to come true after a moment, against a limit. */
final class Stopwatch {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String what;
    private final long began = System.nanoTime();

    private Stopwatch(String what) {
        this.what = what;
    }

    static Stopwatch start(String what) {
        return new Stopwatch(what);
    }

    /** Waits until it is so, and fails with the time it took unless that is within the limit. Prints the time. */
    void until(Duration limit, Callable<Boolean> so) {
        await(what).atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(50)).until(so);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        System.out.println(what + ": " + took.toMillis() + " ms");
        assertThat(took).as("%s took %d ms", what, took.toMillis()).isLessThanOrEqualTo(limit);
    }
}
