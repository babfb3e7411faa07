package org.postrider.metrics;

import java.util.List;
import java.util.stream.Stream;

import org.postrider.api.metrics.Reading;

/**
 * The gauges of one name: two versions of a bundle that run beside each other declare the same. The one that was declared
 * last is read; when it goes, the one before it.
 */
record Gauges(List<Gauge> declared) implements Instrument {

    Gauges with(Gauge gauge) {
        return new Gauges(Stream.concat(declared.stream(), Stream.of(gauge)).toList());
    }

    /** Null when none is left. */
    Gauges without(Gauge gauge) {
        List<Gauge> left = declared.stream().filter(it -> it != gauge).toList();
        return left.isEmpty() ? null : new Gauges(left);
    }

    @Override
    public Reading read() {
        return declared.get(declared.size() - 1).read();
    }
}
