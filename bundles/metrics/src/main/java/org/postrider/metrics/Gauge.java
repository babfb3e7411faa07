package org.postrider.metrics;

import java.util.function.LongSupplier;

import org.postrider.api.metrics.Reading;

/** A level that is asked for when somebody looks. */
record Gauge(String name, String description, LongSupplier level) implements Instrument {

    @Override
    public Reading read() {
        try {
            return new Reading(name, "gauge", level.getAsLong(), "", description);
        } catch (RuntimeException | LinkageError e) { // its bundle may be on its way out; the others are read
            return new Reading(name, "gauge", 0, "cannot be read: " + e.getClass().getSimpleName(), description);
        }
    }
}
