package org.postrider.bench;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts of a run. Safe for many threads; what is read while they count is a moment's truth. */
final class Tally {

    private static final long HOUR = TimeUnit.HOURS.toNanos(1);

    private final LongAdder begun = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder connections = new LongAdder();
    private final LongAdder octets = new LongAdder();
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final AtomicReference<String> example = new AtomicReference<>();
    private final ConcurrentHistogram connect = new ConcurrentHistogram(HOUR, 3);
    private final ConcurrentHistogram answer = new ConcurrentHistogram(HOUR, 3);

    /** From the first packet to the greeting. */
    void connected(long nanos) {
        connections.increment();
        connect.recordValue(Math.min(nanos, HOUR));
    }

    void begun() {
        begun.increment();
    }

    /** The server has taken a message, this long after its last octet was written. */
    void acknowledged(long nanos, int size) {
        acknowledged.increment();
        octets.add(size);
        answer.recordValue(Math.min(nanos, HOUR));
    }

    /** A message was refused as a whole; the replies that said so are counted by {@link #failure}. */
    void refused() {
        refused.increment();
    }

    /**
     * Something went wrong.
     *
     * @param kind a reply code, or one of a few names; never text of the peer
     * @param text what was said; the first is kept
     */
    void failure(String kind, String text) {
        failures.computeIfAbsent(kind, k -> new LongAdder()).increment();
        example.compareAndSet(null, text);
    }

    long begunCount() {
        return begun.sum();
    }

    long acknowledgedCount() {
        return acknowledged.sum();
    }

    long refusedCount() {
        return refused.sum();
    }

    long connectionCount() {
        return connections.sum();
    }

    long octetCount() {
        return octets.sum();
    }

    /** Kind to count. */
    Map<String, Long> failures() {
        Map<String, Long> counts = new TreeMap<>();
        failures.forEach((kind, count) -> counts.put(kind, count.sum()));
        return counts;
    }

    long failureCount() {
        return failures.values().stream().mapToLong(LongAdder::sum).sum();
    }

    Optional<String> firstFailure() {
        return Optional.ofNullable(example.get());
    }

    Histogram connect() {
        return connect.copy();
    }

    Histogram answer() {
        return answer.copy();
    }
}
