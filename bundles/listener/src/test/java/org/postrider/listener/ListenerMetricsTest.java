package org.postrider.listener;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import org.junit.jupiter.api.Test;
import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.metrics.Reading;
import org.postrider.api.metrics.Timer;

class ListenerMetricsTest {

    @Test
    void countsWhatListenersDo() throws Exception {
        try (Installation postrider = new Installation("auto")) {
            Recorded metrics = new Recorded();
            postrider.metrics.bindMetrics(metrics);
            EchoEngine engine = postrider.engine("1.0.0");
            int port = Installation.port(postrider.listener("maxSessions", 2));
            try (Client one = new Client(port)) {
                one.line();
                postrider.engines.unbindEngine(engine);
                try (Client two = new Client(port)) {
                    Await.until(() -> metrics.levels().get("listener.waiting") == 1);
                    assertThat(metrics.levels()).containsEntry("listener.connections", 2L);
                    postrider.engine("1.0.1");
                    assertThat(two.line()).isEqualTo("1.0.1 test");
                    try (Client three = new Client(port)) {
                        assertThat(three.line()).isEqualTo("TOO_MANY_SESSIONS");
                    }
                }
            }
            Await.until(() -> metrics.levels().equals(Map.of("listener.connections", 0L, "listener.waiting", 0L)));
            assertThat(metrics.counts())
                    .isEqualTo(Map.of("listener.accepted", 3L, "listener.refused", 1L, "listener.parked", 1L));
        }
    }

    @Test
    void goesOnWithoutAMetricsServiceAndWithANewerOne() {
        ListenerMetrics metrics = new ListenerMetrics();
        metrics.accepted();
        Recorded older = new Recorded();
        Recorded newer = new Recorded();
        metrics.bindMetrics(older);
        metrics.accepted();
        metrics.bindMetrics(newer);
        metrics.unbindMetrics(older);
        metrics.accepted();
        metrics.unbindMetrics(newer);
        metrics.accepted();
        assertThat(older.counts()).containsEntry("listener.accepted", 1L);
        assertThat(newer.counts()).containsEntry("listener.accepted", 1L);
        assertThat(older.levels()).isEmpty();
        assertThat(newer.levels()).isEmpty();
    }

    private static final class Recorded implements Metrics {

        private final Map<String, AtomicLong> counters = new ConcurrentHashMap<>();
        private final Map<String, LongSupplier> gauges = new ConcurrentHashMap<>();

        Map<String, Long> counts() {
            Map<String, Long> counts = new TreeMap<>();
            counters.forEach((name, count) -> counts.put(name, count.get()));
            return counts;
        }

        Map<String, Long> levels() {
            Map<String, Long> levels = new TreeMap<>();
            gauges.forEach((name, level) -> levels.put(name, level.getAsLong()));
            return levels;
        }

        @Override
        public Counter counter(String name, String description) {
            AtomicLong count = counters.computeIfAbsent(name, n -> new AtomicLong());
            return new Counter() {
                @Override
                public void add(long amount) {
                    count.addAndGet(amount);
                }

                @Override
                public long value() {
                    return count.get();
                }
            };
        }

        @Override
        public AutoCloseable gauge(String name, String description, LongSupplier level) {
            gauges.put(name, level);
            return () -> gauges.remove(name, level);
        }

        @Override
        public Timer timer(String name, String description) {
            throw new UnsupportedOperationException("a listener measures no times");
        }

        @Override
        public List<Reading> read() {
            throw new UnsupportedOperationException("nobody reads in this test");
        }
    }
}
