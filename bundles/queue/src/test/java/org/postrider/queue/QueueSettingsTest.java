package org.postrider.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.message.Address;
import org.postrider.testing.config.Configured;

class QueueSettingsTest {

    private static QueueSettings with(Map<String, Object> values) {
        return QueueSettings.of(Configured.with(QueueConfig.class, values));
    }

    @Test
    void defaults() {
        QueueSettings settings = with(Map.of());
        assertThat(settings.retry()).isEqualTo(new RetryPolicy(Duration.ofMinutes(5), 2, Duration.ofHours(4)));
        assertThat(settings.lifetime().of(Optional.of(Address.parse("a@example.org")))).isEqualTo(Duration.ofDays(5));
        assertThat(settings.lifetime().of(Optional.empty())).isEqualTo(Duration.ofDays(1));
        assertThat(settings.workers()).isEqualTo(64);
        assertThat(settings.perDestination()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "30s,PT30S", "5m,PT5M", "4h,PT4H", "5d,PT120H", "' 1h ',PT1H"})
    void times(String text, Duration expected) {
        assertThat(DurationText.read("k", text, Duration.ZERO, Duration.ofDays(9))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "expiry,5x,a time is a number and ms",
        "expiry,'',a time is a number and ms",
        "expiry,-5d,a time is a number and ms",
        "expiry,31d,allowed is 1m to 30d",
        "bounceExpiry,1s,allowed is 1m to 30d",
        "retry_first,0s,allowed is 1s to 1d",
        "retry_max,1m,is shorter than retry.first",
        "attemptLimit,2d,allowed is 1s to 1d",
        "hostname,a_b,not allowed in a domain"})
    void refusesWithTheKeyWhatWasFoundAndWhatIsAllowed(String key, String value, String says) {
        assertThatThrownBy(() -> with(Map.of(key, value))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(key.replace('_', '.')).hasMessageContaining(says);
    }

    @ParameterizedTest
    @CsvSource({"workers,0", "workers,10001", "perDestination,0", "perDestination,1001"})
    void refusesNumbersOutOfRange(String key, int value) {
        assertThatThrownBy(() -> with(Map.of(key, value))).hasMessageContaining(key + " = " + value);
    }
}
