package org.postrider.testing.fake;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.metrics.Reading;
import org.postrider.api.metrics.Timer;

/** Counts, and tells by name. Timers know their count and sum; every percentile is their mean. */
public final class RecordedMetrics implements Metrics {

    private final Map<String, Counter> counters = new ConcurrentSkipListMap<>();
    private final Map<String, Timer> timers = new ConcurrentSkipListMap<>();
    private final Map<String, LongSupplier> gauges = new ConcurrentSkipListMap<>();

    /** The value of a counter, the level of a gauge, or the count of a timer; 0 if it was never declared. */
    public long value(String name) {
        return read().stream().filter(r -> r.name().equals(name)).mapToLong(r -> (long) r.value()).findFirst()
                .orElse(0);
    }

    @Override
    public Counter counter(String name, String description) {
        return counters.computeIfAbsent(name, n -> new Sum());
    }

    @Override
    public Timer timer(String name, String description) {
        return timers.computeIfAbsent(name, n -> new Times());
    }

    @Override
    public AutoCloseable gauge(String name, String description, LongSupplier level) {
        gauges.put(name, level);
        return () -> gauges.remove(name, level);
    }

    @Override
    public List<Reading> read() {
        Map<String, Reading> readings = new TreeMap<>();
        counters.forEach((n, c) -> readings.put(n, new Reading(n, "counter", c.value(), "", "")));
        timers.forEach((n, t) -> readings.put(n, new Reading(n, "timer", t.count(), "", "")));
        gauges.forEach((n, g) -> readings.put(n, new Reading(n, "gauge", g.getAsLong(), "", "")));
        return List.copyOf(readings.values());
    }

    private static final class Sum implements Counter {
        private final LongAdder sum = new LongAdder();

        @Override
        public void add(long amount) {
            sum.add(amount);
        }

        @Override
        public long value() {
            return sum.sum();
        }
    }

    private static final class Times implements Timer {
        private final LongAdder calls = new LongAdder();
        private final LongAdder nanos = new LongAdder();

        @Override
        public void record(long took) {
            calls.increment();
            nanos.add(took);
        }

        @Override
        public long count() {
            return calls.sum();
        }

        @Override
        public long total() {
            return nanos.sum();
        }

        @Override
        public long percentile(double share) {
            return count() == 0 ? 0 : total() / count();
        }
    }
}
