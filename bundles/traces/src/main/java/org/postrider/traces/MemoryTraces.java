package org.postrider.traces;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.postrider.api.message.MessageId;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;
import org.postrider.api.trace.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the newest traces in memory, as many and as long as the configuration says. They do not survive a restart. */
@Component(service = Traces.class, configurationPid = "org.postrider.traces")
@Designate(ocd = MemoryTraces.Settings.class)
public final class MemoryTraces implements Traces {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryTraces.class);
    private static final int SWEEP_EVERY = 1_000;

    /** How much is kept. */
    @ObjectClassDefinition(name = "Postrider Traces", description = "How many traces are kept, and how long.")
    public @interface Settings {

        @AttributeDefinition(min = "1", max = "1000000", description = "Traces that are kept; about 2 KB each.")
        int capacity() default 10_000;

        @AttributeDefinition(min = "1", max = "8760", description = "Hours after which a trace is forgotten.")
        int retention() default 24;

        @AttributeDefinition(min = "1", max = "10000", description = "Steps kept of one trace; the first ones.")
        int steps() default 200;
    }

    private final Clock clock;
    private final EarlySteps early = new EarlySteps();
    private final AtomicInteger untilSweep = new AtomicInteger(SWEEP_EVERY);
    private volatile TraceRing ring = new TraceRing(10_000, Duration.ofHours(24), 200);

    @Activate
    public MemoryTraces(Settings settings) {
        this(settings, Clock.systemUTC());
    }

    MemoryTraces(Settings settings, Clock clock) {
        this.clock = clock;
        modified(settings);
    }

    /** Takes over the newest traces. A setting that is not allowed is named in the log and changes nothing. */
    @Modified
    void modified(Settings settings) {
        TraceRing changed;
        try {
            changed = new TraceRing(checked("capacity", settings.capacity(), 1_000_000),
                    Duration.ofHours(checked("retention", settings.retention(), 8_760)),
                    checked("steps", settings.steps(), 10_000));
        } catch (RuntimeException e) { // not in range, or no number at all
            LOG.error("org.postrider.traces: {}; nothing is changed", e.getMessage());
            return;
        }
        List<Trace> newest = new ArrayList<>(ring.latest(changed.capacity()));
        Collections.reverse(newest);
        newest.forEach(changed::keep);
        ring = changed;
    }

    private static int checked(String key, int found, int max) {
        if (found < 1 || found > max) {
            throw new IllegalArgumentException(key + " is " + found + ", allowed is 1 to " + max);
        }
        return found;
    }

    @Override
    public void keep(Trace trace) {
        TraceRing now = ring;
        KeptTrace kept = now.keep(trace);
        early.take(trace.id()).forEach(kept::add);
        if (untilSweep.decrementAndGet() <= 0) {
            untilSweep.set(SWEEP_EVERY);
            now.sweep(clock.instant());
        }
    }

    @Override
    public void add(MessageId id, Step step) {
        Optional<KeptTrace> kept = ring.find(id);
        if (kept.isPresent()) {
            kept.get().add(step);
            return;
        }
        early.add(id, step);
        // it may have been kept between the two looks
        ring.find(id).ifPresent(late -> early.take(id).forEach(late::add));
    }

    @Override
    public Optional<Trace> find(MessageId id) {
        TraceRing now = ring;
        now.sweep(clock.instant());
        return now.find(id).map(KeptTrace::trace);
    }

    @Override
    public List<Trace> latest(int limit) {
        TraceRing now = ring;
        now.sweep(clock.instant());
        return now.latest(limit);
    }
}
