package org.postrider.metrics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.metrics.Reading;
import org.postrider.api.metrics.Timer;

/** The instruments of all bundles, by name. They stay when the bundle that declared them goes, except gauges. */
@Component(service = Metrics.class)
public final class SharedMetrics implements Metrics {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]+([._-][a-z0-9]+)*");

    private final ConcurrentMap<String, Instrument> instruments = new ConcurrentHashMap<>();

    @Activate
    public SharedMetrics() {
        // begins empty
    }

    @Override
    public Counter counter(String name, String description) {
        return declared(name, SumCounter.class, n -> new SumCounter(n, description));
    }

    @Override
    public Timer timer(String name, String description) {
        return declared(name, HistogramTimer.class, n -> new HistogramTimer(n, description));
    }

    @Override
    public AutoCloseable gauge(String name, String description, LongSupplier level) {
        Gauge gauge = new Gauge(name, description, level);
        instruments.compute(checked(name), (n, before) ->
                (before == null ? new Gauges(List.of()) : same(n, before, Gauges.class)).with(gauge));
        return () -> instruments.computeIfPresent(name, (n, now) -> same(n, now, Gauges.class).without(gauge));
    }

    private <I extends Instrument> I declared(String name, Class<I> kind, Function<String, I> make) {
        return same(name, instruments.computeIfAbsent(checked(name), make), kind);
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("an instrument's name is lower-case words joined by dots, not " + name);
        }
        return name;
    }

    private static <I extends Instrument> I same(String name, Instrument found, Class<I> kind) {
        if (!kind.isInstance(found)) {
            throw new IllegalArgumentException(name + " is a " + found.read().kind() + " already");
        }
        return kind.cast(found);
    }

    @Override
    public List<Reading> read() {
        List<Instrument> all = new ArrayList<>(instruments.values());
        return all.stream().map(Instrument::read).sorted(Comparator.comparing(Reading::name)).toList();
    }
}
