package org.postrider.api.metrics;

import java.util.Objects;

/**
 * The value of one instrument.
 *
 * @param name e.g. {@code smtp.sessions}
 * @param kind {@code counter}, {@code gauge} or {@code timer}
 * @param value the count or the level; for a timer the number of calls
 * @param detail for a timer mean, p50, p99 in words; else empty
 * @param description what is counted, with its unit
 */
public record Reading(String name, String kind, double value, String detail, String description) {

    public Reading {
        Objects.requireNonNull(name, "name");
    }
}
