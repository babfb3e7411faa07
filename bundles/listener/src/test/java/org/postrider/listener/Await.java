package org.postrider.listener;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.awaitility.Awaitility;

/** Waits for a condition, ten seconds at most, looking every few milliseconds. */
final class Await {

    private Await() {}

    static void until(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(5))
                .pollDelay(Duration.ZERO).until(condition);
    }
}
