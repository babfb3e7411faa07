package org.postrider.spool;

import java.util.Optional;

import org.postrider.api.queue.QueueState;

/** What is kept in memory of a live message: where it lies, 48 octets. Guarded by the index, but for what is final. */
final class Entry {

    private final long id;
    private final Segment segment;
    private final int offset;
    private final int length;
    private Segment stateSegment;
    private int stateOffset;
    private int stateLength;
    private PendingUpdate pending;

    Entry(long id, Place place) {
        this.id = id;
        this.segment = place.segment();
        this.offset = place.offset();
        this.length = place.length();
    }

    long id() {
        return id;
    }

    Place place() {
        return new Place(segment, offset, length);
    }

    Segment segment() {
        return segment;
    }

    int offset() {
        return offset;
    }

    Segment stateSegment() {
        return stateSegment;
    }

    /** Where the newest state on disk lies; empty if it has not changed. */
    Optional<Place> statePlace() {
        return stateSegment == null
                ? Optional.empty() : Optional.of(new Place(stateSegment, stateOffset, stateLength));
    }

    void statePlace(Place place) {
        stateSegment = place.segment();
        stateOffset = place.offset();
        stateLength = place.length();
    }

    /** The state that is on its way to the disk. */
    Optional<QueueState> pendingState() {
        return Optional.ofNullable(pending).map(PendingUpdate::state);
    }

    PendingUpdate pending() {
        return pending;
    }

    void pending(PendingUpdate update) {
        pending = update;
    }
}
