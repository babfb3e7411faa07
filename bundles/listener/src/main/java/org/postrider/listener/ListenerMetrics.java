package org.postrider.listener;

import java.util.concurrent.atomic.AtomicLong;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all listeners together count. Without a metrics service nothing is counted, levels aside. */
@Component(service = ListenerMetrics.class, immediate = true)
public final class ListenerMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(ListenerMetrics.class);

    private final AtomicLong open = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private volatile Instruments instruments;

    @Reference(name = "metrics", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void bindMetrics(Metrics metrics) {
        Instruments before = instruments;
        instruments = new Instruments(metrics,
                metrics.counter("listener.accepted", "connections given to an engine, to be refused or not"),
                metrics.counter("listener.refused", "connections turned away by a limit of a listener"),
                metrics.counter("listener.parked", "connections that came while there was no engine"),
                metrics.gauge("listener.connections", "connections that are open", open::get),
                metrics.gauge("listener.waiting", "connections that wait for an engine", waiting::get));
        close(before);
    }

    synchronized void unbindMetrics(Metrics metrics) {
        if (instruments != null && instruments.metrics() == metrics) { // else a newer one is bound already
            close(instruments);
            instruments = null;
        }
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void accepted() {
        Instruments now = instruments;
        if (now != null) {
            now.accepted().increment();
        }
    }

    void refused() {
        Instruments now = instruments;
        if (now != null) {
            now.refused().increment();
        }
    }

    void parked() {
        waiting.incrementAndGet();
        Instruments now = instruments;
        if (now != null) {
            now.parked().increment();
        }
    }

    void unparked() {
        waiting.decrementAndGet();
    }

    private static void close(Instruments old) {
        if (old != null) {
            close(old.connections());
            close(old.waiting());
        }
    }

    private static void close(AutoCloseable gauge) {
        try {
            gauge.close();
        } catch (Exception e) { // a metrics service that fails is no reason to fail
            LOG.warn("a gauge could not be closed: {}", e.toString());
        }
    }

    private record Instruments(Metrics metrics, Counter accepted, Counter refused, Counter parked,
            AutoCloseable connections, AutoCloseable waiting) {}
}
