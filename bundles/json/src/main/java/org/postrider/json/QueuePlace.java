package org.postrider.json;

import java.time.Instant;
import java.util.Locale;

import org.postrider.api.queue.QueueState;

/** Where a message stands in the queue, in one word. */
public enum QueuePlace {
    /** Kept back until somebody releases it. */
    HELD,
    /** To be delivered now, or being delivered. */
    DUE,
    /** Waits for another attempt. */
    DEFERRED;

    public static QueuePlace of(QueueState state, Instant now) {
        if (state.hold().isPresent()) {
            return HELD;
        }
        return state.nextAttempt().isAfter(now) ? DEFERRED : DUE;
    }

    /** In lower case, as it is listed. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
