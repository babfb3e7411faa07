package org.postrider.filters;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Mode;

/**
 * A filter service, and what is known of its conduct. Lives as long as the service, whatever its settings and however
 * many pipelines it is part of.
 */
final class InstalledFilter {

    private static final long QUICK_NANOS = 100_000;

    private final Declaration declaration;
    private final MailFilter service;
    private final Origin origin;
    private final Breaker breaker;
    private final Bulkhead bulkhead;
    private final Optional<CallLedger.Mark> mark;
    private final LongAdder calls;
    private final LongAdder failures;
    private final LongAdder refusals;
    private volatile Opinions opinions = new Opinions(Mode.OFF, Instant.EPOCH);
    private volatile long usualNanos = Long.MAX_VALUE;

    /**
     * Where a filter comes from.
     *
     * @param bundle symbolic name
     * @param version of the bundle
     * @param bundleId its id in the framework
     * @param serviceId id of the service; the lower one wins among equals
     */
    record Origin(String bundle, String version, long bundleId, long serviceId) {

        static Origin of(ServiceReference<?> reference) {
            Bundle from = reference.getBundle();
            return new Origin(from.getSymbolicName(), from.getVersion().toString(), from.getBundleId(),
                    (Long) reference.getProperty(Constants.SERVICE_ID));
        }
    }

    /** @param mark where its calls are counted for the time after this process */
    InstalledFilter(
            Declaration declaration, MailFilter service, Origin origin, Optional<CallLedger.Mark> mark, LongSupplier nanoTime) {
        this.declaration = declaration;
        this.service = service;
        this.origin = origin;
        this.mark = mark;
        this.breaker = new Breaker(nanoTime);
        this.bulkhead = new Bulkhead();
        this.calls = new LongAdder();
        this.failures = new LongAdder();
        this.refusals = new LongAdder();
    }

    /** The same service after its properties changed. */
    InstalledFilter(Declaration declaration, InstalledFilter before) {
        this.declaration = declaration;
        this.service = before.service;
        this.origin = before.origin;
        this.breaker = before.breaker;
        this.bulkhead = before.bulkhead;
        this.mark = before.mark;
        this.calls = before.calls;
        this.failures = before.failures;
        this.refusals = before.refusals;
        this.opinions = before.opinions;
    }

    String name() {
        return declaration.name();
    }

    Declaration declaration() {
        return declaration;
    }

    MailFilter service() {
        return service;
    }

    Origin origin() {
        return origin;
    }

    Breaker breaker() {
        return breaker;
    }

    Bulkhead bulkhead() {
        return bulkhead;
    }

    Opinions opinions() {
        return opinions;
    }

    /** From now on it is in this mode; what it wanted in another one is forgotten. */
    void mode(Mode mode, Instant now) {
        if (opinions.mode() != mode) {
            opinions = new Opinions(mode, now);
        }
    }

    /** A call begins; {@link #left} follows, whatever comes of it. */
    void entered() {
        mark.ifPresent(CallLedger.Mark::enter);
    }

    void left() {
        mark.ifPresent(CallLedger.Mark::leave);
    }

    /** The service is gone. */
    void forget() {
        mark.ifPresent(CallLedger.Mark::release);
    }

    long calls() {
        return calls.sum();
    }

    long failures() {
        return failures.sum();
    }

    long refusals() {
        return refusals.sum();
    }

    void answered(long nanos, boolean refusal) {
        calls.increment();
        if (refusal) {
            refusals.increment();
        }
        long usual = usualNanos;
        usualNanos = usual == Long.MAX_VALUE ? nanos : usual + (nanos - usual) / 8; // a race costs one sample
        breaker.succeeded();
    }

    /** Returns whether this opened the breaker. */
    boolean failed() {
        calls.increment();
        failures.increment();
        usualNanos = Long.MAX_VALUE;
        return breaker.failed();
    }

    /** Could not look into one message; that says nothing of the filter, for its breaker it has answered. */
    void failedAtMessage() {
        calls.increment();
        failures.increment();
        breaker.succeeded();
    }

    /** Was told that a session is over. That says nothing of how it treats mail: its breaker stays as it is. */
    void told() {
        calls.increment();
    }

    /** The same, where it failed; never opens the breaker. */
    boolean failedAtEnd() {
        calls.increment();
        failures.increment();
        return false;
    }

    /** Whether a call usually takes less time than handing it to another thread is worth. */
    boolean isQuick() {
        return usualNanos < QUICK_NANOS;
    }
}
