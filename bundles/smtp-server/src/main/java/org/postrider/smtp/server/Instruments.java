package org.postrider.smtp.server;

import java.util.function.LongSupplier;

import org.postrider.api.metrics.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The meters in the metrics service that is there, if one is. */
final class Instruments implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Instruments.class);
    private static final AutoCloseable NO_GAUGE = () -> { };

    private final LongSupplier active;
    private volatile Meters meters = Meters.none();
    private Metrics metrics; // guarded by this
    private AutoCloseable gauge = NO_GAUGE; // guarded by this

    Instruments(LongSupplier active) {
        this.active = active;
    }

    Meters meters() {
        return meters;
    }

    synchronized void declare(Metrics service) {
        close();
        metrics = service;
        meters = Meters.in(service);
        gauge = Meters.active(service, active);
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
        try {
            gauge.close();
        } catch (Exception e) {
            LOG.warn("the gauge of sessions could not be closed: {}", e.toString());
        }
        gauge = NO_GAUGE;
    }
}
