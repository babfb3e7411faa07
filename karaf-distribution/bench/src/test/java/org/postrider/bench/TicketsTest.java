package org.postrider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TicketsTest {

    private static Pace pace(long messages, Duration time, int rate) {
        return new Pace(messages, time, 1, 0, true, rate, Duration.ofSeconds(1));
    }

    @Test
    void thereAreAsManyAsWanted() {
        Tickets tickets = new Tickets(pace(2, Duration.ZERO, 0), 0);
        assertThat(tickets.take(0)).hasValue(0);
        assertThat(tickets.take(0)).hasValue(1);
        assertThat(tickets.take(0)).isEmpty();
    }

    @Test
    void noneAfterTheTimeAndNoneAfterTheEnd() {
        Tickets tickets = new Tickets(pace(Long.MAX_VALUE, Duration.ofSeconds(1), 0), 0);
        assertThat(tickets.take(TimeUnit.SECONDS.toNanos(1) - 1)).isPresent();
        assertThat(tickets.take(TimeUnit.SECONDS.toNanos(1))).isEmpty();
        tickets.close();
        assertThat(tickets.take(0)).isEmpty();
    }

    @Test
    void aRateSpreadsThem() {
        Tickets tickets = new Tickets(pace(10, Duration.ZERO, 4), 0);
        assertThat(tickets.delay(2, 0)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
        assertThat(tickets.delay(2, TimeUnit.SECONDS.toNanos(9))).isZero();
    }
}
