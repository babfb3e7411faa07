package org.postrider.queue;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to pause between attempts: exponential back-off with jitter, so that what failed together does not come back
 * together.
 *
 * @param first pause after the first attempt
 * @param factor how much longer each further pause is
 * @param max the longest pause, before jitter
 */
record RetryPolicy(Duration first, double factor, Duration max) {
    private static final double JITTER = 0.2;

    RetryPolicy {
        if (factor < 1 || factor > 10) {
            throw new IllegalArgumentException("retry.factor = " + factor + ": allowed is 1 to 10");
        }
        if (max.compareTo(first) < 0) {
            throw new IllegalArgumentException("retry.max = " + max + " is shorter than retry.first = " + first);
        }
    }

    /** The pause after the given number of attempts, 1 or more. */
    Duration pause(int attempts, RandomGenerator random) {
        double exact = first.toMillis() * Math.pow(factor, Math.max(0, attempts - 1));
        double base = Math.min(exact, max.toMillis());
        return Duration.ofMillis(Math.round(base * (1 - JITTER + 2 * JITTER * random.nextDouble())));
    }

    /** No pause is longer than this. */
    Duration longest() {
        return Duration.ofMillis(Math.round(max.toMillis() * (1 + JITTER)));
    }
}
