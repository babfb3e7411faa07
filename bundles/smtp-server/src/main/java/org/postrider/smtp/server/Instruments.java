package org.postrider.smtp.server;

import java.util.List;
import java.util.function.LongSupplier;

import org.postrider.api.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The meters in the metrics service that is there, if one is. */
final class Instruments implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Instruments.class);

    private final LongSupplier active;
    private final LongSupplier stressed;
    private volatile Meters meters = Meters.none();
    private Metrics metrics; // guarded by this
    private List<AutoCloseable> gauges = List.of(); // guarded by this

    Instruments(LongSupplier active, LongSupplier stressed) {
        this.active = active;
        this.stressed = stressed;
    }

    Meters meters() {
        return meters;
    }

    synchronized void declare(Metrics service) {
        close();
        metrics = service;
        meters = Meters.in(service);
        gauges = Meters.levels(service, active, stressed);
    }

    /** The service goes, unless another has taken its place already. */
    synchronized void forget(Metrics service) {
        if (metrics == service) {
            close();
        }
    }

    @Override
    public synchronized void close() {
        metrics = null;
        meters = Meters.none();
        gauges.forEach(Instruments::close);
        gauges = List.of();
    }

    private static void close(AutoCloseable gauge) {
        try {
            gauge.close();
        } catch (Exception e) {
            LOG.warn("a gauge of sessions could not be closed: {}", e.toString());
        }
    }
}
