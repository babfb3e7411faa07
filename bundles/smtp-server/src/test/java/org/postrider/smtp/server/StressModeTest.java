package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** L2: when it begins and ends, by a clock of our own. */
class StressModeTest {

    private static final int MAX_SESSIONS = 10;

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final List<Boolean> changes = new ArrayList<>();
    private final StressMode mode = new StressMode("mx", changes::add);

    @BeforeEach
    void freeze() {
        clock.freezeTime();
    }

    private void come(int sessions) {
        for (int i = 0; i < sessions; i++) {
            mode.came(policy(80), MAX_SESSIONS);
        }
    }

    private void go(int sessions) {
        for (int i = 0; i < sessions; i++) {
            mode.gone(clock.eventLoop());
        }
    }

    private void pass(int seconds) {
        clock.advanceTimeBy(seconds, TimeUnit.SECONDS);
        clock.runScheduledPendingTasks();
    }

    private static StressPolicy policy(int from) {
        return new StressPolicy(from, Duration.ofSeconds(30), Duration.ofSeconds(10), 1, 1);
    }

    @Test
    void eightOfTenSessionsAreTooMany() {
        come(7);
        assertThat(mode.isOn()).isFalse();
        come(1);
        assertThat(mode.isOn()).isTrue();
        come(2);
        assertThat(changes).as("told once").containsExactly(true);
    }

    @Test
    void itEndsWhenFewerHaveBeenThereForAWhile() {
        come(8);
        pass(3600);
        assertThat(mode.isOn()).as("they are still there").isTrue();
        go(1);
        pass(29);
        assertThat(mode.isOn()).isTrue();
        pass(1);
        assertThat(mode.isOn()).isFalse();
        assertThat(changes).containsExactly(true, false);
    }

    @Test
    void oneThatComesMeanwhileBeginsTheWhileAgain() {
        come(8);
        go(1);
        pass(20);
        come(1);
        go(1);
        pass(29);
        assertThat(mode.isOn()).isTrue();
        pass(1);
        assertThat(mode.isOn()).isFalse();
    }

    @Test
    void thoseThatGoOnLeavingDoNotPutTheEndOff() {
        come(10);
        go(3);
        pass(29);
        go(7);
        pass(1);
        assertThat(mode.isOn()).isFalse();
    }

    @Test
    void itBeginsAgainAsOftenAsNeeded() {
        come(8);
        go(8);
        pass(30);
        come(8);
        assertThat(changes).containsExactly(true, false, true);
    }

    @Test
    void aHigherLimitOfTheListenerCountsWithTheNextSession() {
        come(8);
        mode.came(policy(80), 100);
        go(1);
        pass(30);
        assertThat(mode.isOn()).isFalse();
    }

    @Test
    void neverMeansNever() {
        for (int i = 0; i < MAX_SESSIONS; i++) {
            mode.came(policy(0), MAX_SESSIONS);
        }
        go(MAX_SESSIONS);
        assertThat(changes).isEmpty();
    }
}
