package org.postrider.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.metrics.Timer;

/** What the queue counts, with or without a metrics service. */
final class Meters {

    private record Instruments(
            Counter delivered, Counter deferred, Counter bounced, Counter dead, Timer attempts, Timer age) {}

    private final LongAdder delivered = new LongAdder();
    private final LongAdder bounced = new LongAdder();
    private final List<AutoCloseable> gauges = new ArrayList<>();
    private final Census census;
    private Metrics declared;
    private volatile Optional<Instruments> instruments = Optional.empty();

    Meters(Census census) {
        this.census = census;
    }

    void declare(Metrics metrics) {
        withdraw();
        declared = metrics;
        gauge(metrics, "queue.active", "messages being delivered", () -> census.of(Entry.State.ACTIVE));
        gauge(metrics, "queue.ready", "messages that are due", () -> census.of(Entry.State.READY));
        gauge(metrics, "queue.waiting", "messages that wait for an attempt", () -> census.of(Entry.State.WAITING));
        gauge(metrics, "queue.held", "messages kept back", () -> census.of(Entry.State.HELD));
        instruments = Optional.of(new Instruments(
                metrics.counter("queue.delivered", "recipients delivered to"),
                metrics.counter("queue.deferred", "attempts that are to be repeated, by recipient"),
                metrics.counter("queue.bounced", "recipients given up"),
                metrics.counter("queue.dead", "recipients of mail from <> given up, without a report"),
                metrics.timer("queue.attempt", "time of one attempt"),
                metrics.timer("queue.age", "time from acceptance to delivery")));
    }

    private void gauge(Metrics metrics, String name, String description, LongSupplier level) {
        synchronized (gauges) {
            gauges.add(metrics.gauge(name, description, level));
        }
    }

    /** Forgets this service, unless another has taken its place. */
    void withdraw(Metrics gone) {
        if (declared == gone) {
            withdraw();
        }
    }

    void withdraw() {
        instruments = Optional.empty();
        synchronized (gauges) {
            gauges.forEach(Meters::close);
            gauges.clear();
        }
    }

    private static void close(AutoCloseable gauge) {
        try {
            gauge.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void attempted(Outcome outcome, Duration took, Duration age) {
        boolean done = outcome instanceof Outcome.Delivered;
        if (done) {
            delivered.increment();
        }
        instruments.ifPresent(i -> {
            i.attempts().record(took.toNanos());
            if (done) {
                i.delivered().increment();
                i.age().record(Math.max(0, age.toNanos()));
            } else if (outcome instanceof Outcome.Deferred) {
                i.deferred().increment();
            }
        });
    }

    void bounced(int recipients) {
        bounced.add(recipients);
        instruments.ifPresent(i -> i.bounced().add(recipients));
    }

    void dead(int recipients) {
        instruments.ifPresent(i -> i.dead().add(recipients));
    }

    long delivered() {
        return delivered.sum();
    }

    long bounced() {
        return bounced.sum();
    }
}
