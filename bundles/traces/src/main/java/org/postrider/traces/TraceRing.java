package org.postrider.traces;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import org.postrider.api.message.MessageId;
import org.postrider.api.trace.Trace;

/**
 * The newest traces: a ring, in which the newest replaces the oldest, and an index by id. Keeping one takes no lock and
 * the same time however many there are.
 */
final class TraceRing {

    private final Duration retention;
    private final int maxSteps;
    private final AtomicReferenceArray<KeptTrace> ring;
    private final AtomicLong next = new AtomicLong();
    private final ConcurrentHashMap<MessageId, KeptTrace> byId;
    private long swept;

    TraceRing(int capacity, Duration retention, int maxSteps) {
        this.ring = new AtomicReferenceArray<>(capacity);
        this.byId = new ConcurrentHashMap<>();
        this.retention = retention;
        this.maxSteps = maxSteps;
    }

    /** Keeps the trace in place of the oldest, and of any other of its id. */
    KeptTrace keep(Trace trace) {
        KeptTrace kept = new KeptTrace(trace, maxSteps);
        byId.put(trace.id(), kept);
        int place = (int) (next.getAndIncrement() % ring.length());
        forget(ring.getAndSet(place, kept));
        return kept;
    }

    private void forget(KeptTrace old) {
        if (old != null) {
            byId.remove(old.original().id(), old);
        }
    }

    /** Forgets what is older than it may be. */
    synchronized void sweep(Instant now) {
        Instant oldest = now.minus(retention);
        long end = next.get();
        swept = Math.max(swept, end - ring.length());
        for (; swept < end; swept++) {
            int place = (int) (swept % ring.length());
            KeptTrace kept = ring.get(place);
            if (kept != null && !kept.original().at().isBefore(oldest)) {
                return;
            }
            if (kept != null && ring.compareAndSet(place, kept, null)) {
                forget(kept);
            }
        }
    }

    Optional<KeptTrace> find(MessageId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Newest first. */
    List<Trace> latest(int limit) {
        List<Trace> latest = new ArrayList<>();
        long end = next.get();
        long begin = Math.max(0, end - ring.length());
        for (long i = end - 1; i >= begin && latest.size() < limit; i--) {
            KeptTrace kept = ring.get((int) (i % ring.length()));
            if (kept != null && byId.get(kept.original().id()) == kept) {
                latest.add(kept.trace());
            }
        }
        return latest;
    }

    int capacity() {
        return ring.length();
    }

    int size() {
        return byId.size();
    }
}
