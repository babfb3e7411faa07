package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

import org.postrider.api.queue.SpoolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds segments without live messages and gives them up. What such a segment says about messages that lie elsewhere is
 * first said again at the end of the log: states are copied, and for each other segment that it tells ends of, a
 * checkpoint lists what is still live there. So one old message keeps its own segment and no other.
 */
final class Sweeper {

    /** A segment waits while a checkpoint of one with more live messages than this would be needed. */
    static final int CHECKPOINT_LIMIT = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);
    private static final int STATES_AT_ONCE = 1000;

    private final SegmentStore segments;
    private final MessageIndex index;
    private final LogWriter writer;
    private final Executor cleaner;
    private final Clock clock;
    private final Set<Segment> carrying = new HashSet<>();
    private final Set<Segment> unreadable = new HashSet<>();

    Sweeper(SegmentStore segments, MessageIndex index, LogWriter writer, Executor cleaner, Clock clock) {
        this.segments = segments;
        this.index = index;
        this.writer = writer;
        this.cleaner = cleaner;
        this.clock = clock;
    }

    /** Looks through all segments; called every second, on the cleaner's thread. */
    void sweep() {
        for (Segment segment : List.copyOf(segments.inUse())) {
            if (segment.isSealed() && !index.hasMessages(segment) && !carrying.contains(segment)) {
                clear(segment);
            }
        }
    }

    private void clear(Segment segment) {
        try {
            List<CompletableFuture<Void>> said = index.isEmpty(segment) ? checkpoints(segment) : states(segment);
            if (!said.isEmpty()) {
                carrying.add(segment);
                CompletableFuture.allOf(said.toArray(CompletableFuture[]::new))
                        .whenComplete((done, problem) -> cleaner.execute(() -> carrying.remove(segment)));
            } else if (segment.mentions().stream().noneMatch(segments::exists)) {
                segments.release(segment);
            }
        } catch (IOException | SpoolException e) {
            if (unreadable.add(segment)) {
                LOG.error("segment {} is kept: {}", segment.name(), e.toString());
            }
        }
    }

    private List<CompletableFuture<Void>> checkpoints(Segment segment) throws SpoolException {
        List<CompletableFuture<Void>> said = new ArrayList<>();
        for (Segment other : List.copyOf(segments.inUse())) {
            if (segment.mentions().contains(other.sequence()) && index.messages(other) <= CHECKPOINT_LIMIT) {
                said.add(checkpoint(other, () -> segment.mentions().remove(other.sequence())));
            }
        }
        return said;
    }

    private CompletableFuture<Void> checkpoint(Segment other, Runnable then) throws SpoolException {
        List<Entry> live = index.select(entry -> entry.segment() == other);
        FieldWriter out = new FieldWriter().number(other.sequence());
        out.count(live.size(), CHECKPOINT_LIMIT, "live messages");
        live.forEach(entry -> out.number(entry.id()));
        return submit(RecordType.CHECKPOINT, 0, Payload.of(out.toBytes()), other.sequence(), place -> then.run());
    }

    private List<CompletableFuture<Void>> states(Segment segment) throws IOException, SpoolException {
        List<CompletableFuture<Void>> said = new ArrayList<>();
        List<Entry> entries = index.select(entry -> entry.stateSegment() == segment);
        for (Entry entry : entries.subList(0, Math.min(entries.size(), STATES_AT_ONCE))) {
            copyState(entry.id(), segment).ifPresent(said::add);
        }
        return said;
    }

    private Optional<CompletableFuture<Void>> copyState(long id, Segment segment)
            throws IOException, SpoolException {
        Optional<Place> place = index.find(id).flatMap(Entry::statePlace);
        if (place.isEmpty()) {
            return Optional.empty();
        }
        ByteBuffer record = segment.read(place.get().offset(), RecordHeader.OCTETS + place.get().length());
        if (!LogRecord.isIntact(record, segment.seed(), place.get().offset())) {
            throw new IOException("a state at " + place.get().offset() + " is damaged");
        }
        Payload payload = new Payload(List.of(record.position(RecordHeader.OCTETS)));
        synchronized (index) { // a newer state must not come before its older copy
            Optional<Entry> current = index.find(id).filter(e -> e.stateSegment() == segment && e.pending() == null);
            return current.isPresent()
                    ? Optional.of(submit(RecordType.STATE, id, payload, 0,
                            to -> index.state(id, to, null)))
                    : Optional.empty();
        }
    }

    private CompletableFuture<Void> submit(RecordType type, long id, Payload payload, long mentions,
            Consumer<Place> then) throws SpoolException {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        writer.submit(new LogRecord(type, id, clock.millis(), payload, mentions, new MarkTicket(durable, then)));
        return durable;
    }
}
