package org.postrider.spool;

import java.util.Optional;
import java.util.function.LongSupplier;

import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.metrics.Timer;

/** What the spool counts, while there is somebody to count. */
final class SpoolMeters {

    private record Instruments(
            Metrics metrics, Counter commits, Counter octets, Counter failures, Timer force, AutoCloseable messages,
            AutoCloseable disk) {}

    private volatile Optional<Instruments> instruments = Optional.empty();

    synchronized void bind(Metrics metrics, LongSupplier messages, LongSupplier octets) {
        instruments = Optional.of(new Instruments(
                metrics,
                metrics.counter("spool.commits", "messages made durable"),
                metrics.counter("spool.committed.octets", "octets of messages made durable"),
                metrics.counter("spool.failures", "messages that could not be made durable"),
                metrics.timer("spool.force", "forcing a batch of records to the disk"),
                metrics.gauge("spool.messages", "messages that are not finished", messages),
                metrics.gauge("spool.octets", "octets of segments and message files on disk", octets)));
    }

    /** Does nothing if other metrics were bound meanwhile. */
    synchronized void unbind(Metrics metrics) {
        if (instruments.filter(i -> i.metrics() == metrics).isPresent()) {
            close();
        }
    }

    synchronized void close() {
        instruments.ifPresent(i -> {
            close(i.messages());
            close(i.disk());
        });
        instruments = Optional.empty();
    }

    private static void close(AutoCloseable gauge) {
        try {
            gauge.close();
        } catch (Exception e) {
            throw new IllegalStateException("a gauge could not be closed", e);
        }
    }

    void committed(long octets) {
        instruments.ifPresent(i -> {
            i.commits().increment();
            i.octets().add(octets);
        });
    }

    void failed() {
        instruments.ifPresent(i -> i.failures().increment());
    }

    void forced(long nanos) {
        instruments.ifPresent(i -> i.force().record(nanos));
    }
}
