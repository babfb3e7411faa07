package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** L3: what is refused when, by numbers of our own. */
class MemoryBudgetTest {

    private int heap;
    private int direct;
    private long now;
    private int collections;
    private final MemoryBudget budget = new MemoryBudget(() -> heap, () -> direct, () -> now, () -> collections++);

    MemoryBudgetTest() {
        budget.limit(80);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, true, true", "71, 71, true, true", "72, 0, false, true", "0, 72, false, true",
        "79, 79, false, true", "80, 0, false, false", "0, 80, false, false", "100, 100, false, false"})
    void newSessionsAreRefusedFirst(int heapNow, int directNow, boolean session, boolean mail) {
        heap = heapNow;
        direct = directNow;
        assertThat(budget.hasRoomForSession()).isEqualTo(session);
        assertThat(budget.hasRoomForMail()).isEqualTo(mail);
    }

    @Test
    void whileItIsShortWhatCanBeFreedIsLookedForNowAndThen() {
        budget.hasRoomForMail();
        assertThat(collections).isZero();
        heap = 90;
        for (int i = 0; i < 100; i++) {
            budget.hasRoomForMail();
        }
        assertThat(collections).isEqualTo(1);
        now += TimeUnit.SECONDS.toNanos(30);
        budget.hasRoomForSession();
        assertThat(collections).isEqualTo(2);
    }

    @Test
    void thereIsRoomAgain() {
        heap = 90;
        assertThat(budget.hasRoomForMail()).isFalse();
        heap = 50;
        assertThat(budget.hasRoomForMail()).isTrue();
        assertThat(budget.hasRoomForSession()).isTrue();
    }

    @Test
    void noLimitIsNone() {
        budget.limit(0);
        heap = 100;
        assertThat(budget.hasRoomForMail()).isTrue();
        assertThat(budget.hasRoomForSession()).isTrue();
        assertThat(collections).isZero();
    }

    @Test
    void thisMachineHasMemory() {
        System.gc();
        assertThat(Memory.heap()).isPositive();
        assertThat(Memory.heapPercent()).isBetween(0, 100);
        assertThat(Memory.directPercent()).isBetween(0, 100);
    }
}
