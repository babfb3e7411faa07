package org.postrider.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Reading;
import org.postrider.api.metrics.Timer;

class SharedMetricsTest {

    private final SharedMetrics metrics = new SharedMetrics();

    @Test
    void counterIsSharedByItsName() {
        metrics.counter("smtp.sessions", "sessions").increment();
        metrics.counter("smtp.sessions", "of a newer version").add(4);
        assertThat(metrics.read()).containsExactly(new Reading("smtp.sessions", "counter", 5, "", "sessions"));
    }

    @Test
    void readingsAreSortedByName() {
        metrics.timer("c", "");
        metrics.counter("b.a", "");
        metrics.gauge("a", "", () -> 7);
        metrics.counter("b", "");
        assertThat(metrics.read()).extracting(Reading::name).containsExactly("a", "b", "b.a", "c");
    }

    @Test
    void gaugeIsTheEarlierOneAgainWhenTheLaterHasGone() throws Exception {
        AutoCloseable first = metrics.gauge("level", "old", () -> 1);
        AutoCloseable second = metrics.gauge("level", "new", () -> 2);
        second.close();
        assertThat(metrics.read()).containsExactly(new Reading("level", "gauge", 1, "", "old"));
        second.close();
        first.close();
        assertThat(metrics.read()).isEmpty();
    }

    @Test
    void laterGaugeReplacesAndIsNotTakenAwayByTheEarlier() throws Exception {
        AutoCloseable first = metrics.gauge("level", "old", () -> 1);
        AutoCloseable second = metrics.gauge("level", "new", () -> 2);
        first.close();
        assertThat(metrics.read()).containsExactly(new Reading("level", "gauge", 2, "", "new"));
        second.close();
        assertThat(metrics.read()).isEmpty();
    }

    @Test
    void brokenGaugeDoesNotHideTheOthers() {
        metrics.gauge("a", "", () -> {
            throw new IllegalStateException("gone");
        });
        metrics.counter("b", "").increment();
        assertThat(metrics.read()).extracting(Reading::value).containsExactly(0.0, 1.0);
        assertThat(metrics.read().get(0).detail()).isEqualTo("cannot be read: IllegalStateException");
    }

    @Test
    void oneNameHasOneKind() {
        metrics.counter("a", "");
        assertThatThrownBy(() -> metrics.timer("a", "")).hasMessage("a is a counter already");
        assertThatThrownBy(() -> metrics.gauge("a", "", () -> 1)).hasMessage("a is a counter already");
        assertThat(metrics.read()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A", "a b", ".a", "a.", "a..b", "a\n"})
    void namesAreWordsJoinedByDots(String name) {
        assertThatThrownBy(() -> metrics.counter(name, "")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatOnlyGrowsDoesNotShrink() {
        Counter counter = metrics.counter("a", "");
        assertThatThrownBy(() -> counter.add(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> metrics.timer("t", "").record(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThat(counter.value()).isZero();
    }

    @Test
    void timerKnowsCountSumAndPercentiles() {
        Timer timer = metrics.timer("t", "d");
        assertThat(timer.percentile(0.5)).isZero();
        LongStream.rangeClosed(1, 10_000).forEach(i -> timer.record(i * 1_000));
        assertThat(timer.count()).isEqualTo(10_000);
        assertThat(timer.total()).isEqualTo(50_005_000_000L);
        for (double share : new double[] {0.01, 0.25, 0.5, 0.9, 0.99, 1}) {
            assertThat((double) timer.percentile(share)).isCloseTo(share * 1e7, within(share * 1e7 * 0.05));
        }
        assertThat(metrics.read().get(0).detail()).matches("mean 5\\.0 ms, p50 \\d\\.\\d ms, p99 \\d+\\.\\d ms");
    }

    @Test
    void everyTimeHasAClassThatIsCloseToIt() {
        Random random = new Random(1);
        List<Long> times = new ArrayList<>(List.of(0L, 1L, 15L, 16L, 17L, 31L, 32L, 33L, Long.MAX_VALUE));
        for (int i = 0; i < 100_000; i++) {
            times.add(random.nextLong() >>> 1 + random.nextInt(62));
        }
        for (long time : times) {
            long middle = HistogramTimer.middle(HistogramTimer.index(time));
            assertThat(Math.abs(middle - time)).isLessThanOrEqualTo((long) (time * 0.0313));
        }
    }

    @Test
    void classesAreInOrder() {
        long last = -1;
        for (int i = 0; i <= HistogramTimer.index(Long.MAX_VALUE); i++) {
            assertThat(HistogramTimer.middle(i)).isGreaterThan(last);
            assertThat(HistogramTimer.index(HistogramTimer.middle(i))).isEqualTo(i);
            last = HistogramTimer.middle(i);
        }
    }

    @Test
    void nothingIsLostWhenManyCount() throws InterruptedException {
        Counter counter = metrics.counter("c", "");
        Timer timer = metrics.timer("t", "");
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(new Thread(() -> LongStream.range(0, 50_000).forEach(n -> {
                counter.increment();
                timer.record(n);
            })));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(counter.value()).isEqualTo(200_000);
        assertThat(timer.count()).isEqualTo(200_000);
    }
}
