package org.postrider.queue;

import java.util.concurrent.atomic.LongAdder;

/** How many messages stand where. */
final class Census {
    private final LongAdder[] counts = new LongAdder[Entry.State.values().length];

    Census() {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    void count(Entry.State state, int change) {
        counts[state.ordinal()].add(change);
    }

    long of(Entry.State state) {
        return counts[state.ordinal()].sum();
    }
}
