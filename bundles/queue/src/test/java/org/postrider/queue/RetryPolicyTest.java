package org.postrider.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    @Test
    void everyPauseIsWithinTwentyPercentOfTheExponentialOneAndOfTheLongest() {
        SplittableRandom random = new SplittableRandom(7);
        for (int run = 0; run < 20_000; run++) {
            Duration first = Duration.ofMillis(random.nextLong(1_000, 3_600_000));
            double factor = random.nextDouble(1, 10);
            Duration max = first.plusMillis(random.nextLong(0, 100_000_000));
            RetryPolicy policy = new RetryPolicy(first, factor, max);
            int attempts = random.nextInt(1, 2_000);
            double exact = Math.min(first.toMillis() * Math.pow(factor, attempts - 1), max.toMillis());

            long pause = policy.pause(attempts, random).toMillis();

            assertThat((double) pause).isBetween(exact * 0.8 - 1, exact * 1.2 + 1);
            assertThat(pause).isLessThanOrEqualTo(policy.longest().toMillis());
        }
    }

    @Test
    void pausesDifferSoThatWhatFailedTogetherDoesNotComeBackTogether() {
        RetryPolicy policy = new RetryPolicy(Duration.ofMinutes(5), 2, Duration.ofHours(4));
        SplittableRandom random = new SplittableRandom(1);
        assertThat(java.util.stream.Stream.generate(() -> policy.pause(1, random)).limit(100).distinct().count())
                .isGreaterThan(90);
    }

    @Test
    void refusesNonsense() {
        Duration minute = Duration.ofMinutes(1);
        assertThatThrownBy(() -> new RetryPolicy(minute, 0.5, minute)).hasMessageContaining("retry.factor = 0.5");
        assertThatThrownBy(() -> new RetryPolicy(minute, 2, Duration.ofSeconds(1))).hasMessageContaining("retry.max");
    }
}
