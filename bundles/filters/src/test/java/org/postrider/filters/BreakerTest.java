package org.postrider.filters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class BreakerTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5); // wraps, as nanoTime may
    private final Breaker breaker = new Breaker(nanos::get);

    private void open() {
        for (int i = 1; i < Breaker.FAILURES; i++) {
            assertThat(breaker.failed()).isFalse();
        }
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.failed()).isTrue();
    }

    private void pass(long seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    @Test
    void opensAfterFiveFailuresInARow() {
        open();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.permits()).isFalse();
    }

    @Test
    void successInBetweenStartsTheCountAgain() {
        for (int i = 0; i < 20; i++) {
            assertThat(breaker.failed()).isFalse();
            assertThat(breaker.failed()).isFalse();
            breaker.succeeded();
        }
        assertThat(breaker.permits()).isTrue();
    }

    @Test
    void letsOneCallThroughEveryTenSeconds() {
        open();
        pass(9);
        assertThat(breaker.permits()).isFalse();
        pass(1);
        assertThat(breaker.permits()).isTrue();
        assertThat(breaker.permits()).isFalse();
        pass(60);
        assertThat(breaker.permits()).as("the probe is still out").isFalse();
        assertThat(breaker.failed()).as("it was open already").isFalse();
        assertThat(breaker.permits()).isFalse();
        pass(10);
        assertThat(breaker.permits()).isTrue();
    }

    @Test
    void successOfTheProbeClosesIt() {
        open();
        pass(10);
        assertThat(breaker.permits()).isTrue();
        breaker.succeeded();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.permits()).isTrue();
        open();
    }
}
