package org.postrider.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.postrider.api.message.MessageId;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;
import org.postrider.testing.config.Configured;

class MemoryTracesTest {

    private static final Instant START = Instant.parse("2026-11-21T10:00:00Z");

    /** A clock that a test sets. */
    private static final class SetClock extends Clock {
        private Instant now = START;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private final SetClock clock = new SetClock();
    private final MemoryTraces traces = traces(Map.of("capacity", 100, "retention", 2, "steps", 5));

    private MemoryTraces traces(Map<String, Object> settings) {
        return new MemoryTraces(settings(settings), clock);
    }

    private static MemoryTraces.Settings settings(Map<String, Object> settings) {
        return Configured.with(MemoryTraces.Settings.class, settings);
    }

    private Trace trace(long id, Step... steps) {
        return new Trace(new MessageId(id), clock.now, "mx", "192.0.2.1", "c", "", List.of(), "accepted", List.of(steps));
    }

    private static Step step(String result) {
        return Step.of(START, "DELIVERY", "queue", Duration.ZERO, result);
    }

    private static List<String> results(Trace trace) {
        return trace.steps().stream().map(Step::result).toList();
    }

    private List<Long> latest(int limit) {
        return traces.latest(limit).stream().map(t -> t.id().value()).toList();
    }

    @Test
    void keepsAndAddsInOrder() {
        traces.keep(trace(1, step("a")));
        traces.add(new MessageId(1), step("b"));
        traces.add(new MessageId(1), step("c"));
        assertThat(results(traces.find(new MessageId(1)).orElseThrow())).containsExactly("a", "b", "c");
        assertThat(results(traces.latest(1).get(0))).containsExactly("a", "b", "c");
        assertThat(traces.find(new MessageId(2))).isEmpty();
    }

    @Test
    void deliveryMayBeFasterThanTheEndOfTheSession() {
        traces.add(new MessageId(1), step("delivered"));
        assertThat(traces.find(new MessageId(1))).isEmpty();
        traces.keep(trace(1, step("accepted")));
        assertThat(results(traces.find(new MessageId(1)).orElseThrow())).containsExactly("accepted", "delivered");
    }

    @Test
    void newestReplacesTheOldest() {
        LongStream.rangeClosed(1, 250).forEach(i -> traces.keep(trace(i)));
        assertThat(latest(3)).containsExactly(250L, 249L, 248L);
        assertThat(latest(1_000)).hasSize(100).endsWith(151L);
        assertThat(traces.find(new MessageId(150))).isEmpty();
        assertThat(traces.find(new MessageId(151))).isPresent();
        assertThat(latest(0)).isEmpty();
    }

    @Test
    void secondTraceOfAnIdReplacesTheFirst() {
        traces.keep(trace(1, step("old")));
        traces.keep(trace(2));
        traces.keep(trace(1, step("new")));
        assertThat(latest(9)).containsExactly(1L, 2L);
        assertThat(results(traces.find(new MessageId(1)).orElseThrow())).containsExactly("new");
        LongStream.range(3, 102).forEach(i -> traces.keep(trace(i)));
        assertThat(traces.find(new MessageId(1))).as("not pushed out with its older namesake").isPresent();
    }

    @Test
    void oldTracesAreForgotten() {
        traces.keep(trace(1));
        clock.now = START.plusSeconds(3_600);
        traces.keep(trace(2));
        clock.now = START.plusSeconds(7_200);
        assertThat(latest(9)).containsExactly(2L, 1L);
        clock.now = START.plusSeconds(7_201);
        assertThat(latest(9)).containsExactly(2L);
        assertThat(traces.find(new MessageId(1))).isEmpty();
        traces.keep(trace(3));
        clock.now = START.plusSeconds(20_000);
        assertThat(latest(9)).isEmpty();
    }

    @Test
    void stepsAreBounded() {
        Step[] seven = IntStream.range(0, 7).mapToObj(i -> step("s" + i)).toArray(Step[]::new);
        traces.keep(trace(1, seven));
        traces.keep(trace(2, step("a"), step("b"), step("c")));
        IntStream.range(0, 9).forEach(i -> traces.add(new MessageId(2), step("d" + i)));
        assertThat(results(traces.find(new MessageId(1)).orElseThrow())).containsExactly("s0", "s1", "s2", "s3", "s4");
        assertThat(results(traces.find(new MessageId(2)).orElseThrow())).containsExactly("a", "b", "c", "d0", "d1");
    }

    @Test
    void stepsOfWhatIsNeverKeptAreBounded() {
        EarlySteps early = new EarlySteps();
        LongStream.rangeClosed(1, 1_001).forEach(i -> IntStream.range(0, 30)
                .forEach(n -> early.add(new MessageId(i), step("x"))));
        assertThat(early.take(new MessageId(1))).isEmpty();
        assertThat(early.take(new MessageId(2))).hasSize(20);
        assertThat(early.take(new MessageId(2))).isEmpty();
    }

    @Test
    void settingsChangeLiveAndBadOnesDoNot() {
        LongStream.rangeClosed(1, 50).forEach(i -> traces.keep(trace(i)));
        traces.modified(settings(Map.of("capacity", 10)));
        assertThat(latest(99)).hasSize(10).startsWith(50L).endsWith(41L);
        traces.modified(settings(Map.of("capacity", 0)));
        traces.modified(settings(Map.of("retention", -1)));
        LongStream.rangeClosed(51, 100).forEach(i -> traces.keep(trace(i)));
        assertThat(latest(99)).hasSize(10).startsWith(100L);
    }

    @Test
    void manyThreadsKeepAndLook() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            long first = 1 + t * 20_000L;
            threads.add(new Thread(() -> LongStream.range(first, first + 20_000).forEach(i -> {
                traces.keep(trace(i));
                traces.add(new MessageId(i), step("x"));
                if (i % 1_000 == 0) {
                    assertThat(traces.latest(1_000)).hasSizeLessThanOrEqualTo(100);
                }
            })));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(latest(1_000)).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void indexHoldsNoMoreThanTheRing() {
        TraceRing ring = new TraceRing(10, Duration.ofHours(1), 5);
        LongStream.rangeClosed(1, 1_000).forEach(i -> ring.keep(trace(i % 37 + 1)));
        assertThat(ring.size()).isLessThanOrEqualTo(10);
    }
}
