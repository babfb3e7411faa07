package org.postrider.metrics;

import java.util.concurrent.atomic.LongAdder;

import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Reading;

/** A counter that many threads add to without disturbing each other. */
final class SumCounter implements Counter, Instrument {

    private final String name;
    private final String description;
    private final LongAdder sum = new LongAdder();

    SumCounter(String name, String description) {
        this.name = name;
        this.description = description;
    }

    @Override
    public void add(long amount) {
        if (amount < 0) {
            throw new IllegalArgumentException(name + " only grows; it cannot take " + amount);
        }
        sum.add(amount);
    }

    @Override
    public long value() {
        return sum.sum();
    }

    @Override
    public Reading read() {
        return new Reading(name, "counter", value(), "", description);
    }
}
