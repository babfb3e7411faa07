package org.postrider.filters;

import java.util.function.LongSupplier;

import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.metrics.Timer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the pipeline counts; nothing while there is nobody who keeps it. */
final class FilterMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(FilterMetrics.class);

    private final LongSupplier stuck;
    private volatile Instruments instruments;

    private record Instruments(Metrics metrics, Timer stages, Counter failures, AutoCloseable stuck) {}

    /** @param stuck how many threads are left behind now */
    FilterMetrics(LongSupplier stuck) {
        this.stuck = stuck;
    }

    synchronized void bind(Metrics metrics) {
        Instruments before = instruments;
        instruments = new Instruments(metrics,
                metrics.timer("filters.stages", "stages that had filters, from the engine's call to the result"),
                metrics.counter("filters.failures", "calls of filters that failed"),
                metrics.gauge("filters.stuck", "threads that filters kept beyond their deadline", stuck));
        close(before);
    }

    synchronized void unbind(Metrics metrics) {
        Instruments before = instruments;
        if (before != null && before.metrics() == metrics) {
            instruments = null;
            close(before);
        }
    }

    private static void close(Instruments instruments) {
        if (instruments == null) {
            return;
        }
        try {
            instruments.stuck().close();
        } catch (Exception e) {
            LOG.debug("a gauge could not be taken back", e);
        }
    }

    void stage(long nanos) {
        Instruments now = instruments;
        if (now != null) {
            now.stages().record(nanos);
        }
    }

    void failed() {
        Instruments now = instruments;
        if (now != null) {
            now.failures().increment();
        }
    }
}
