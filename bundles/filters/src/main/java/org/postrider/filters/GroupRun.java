package org.postrider.filters;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The calls of one group. Each is claimed by one thread; the thread that ends the last of them leads on. */
final class GroupRun {

    private final Group group;
    private final List<FilterCall> calls;
    private final AtomicInteger claimed = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    GroupRun(Group group, StageRun run) {
        this.group = group;
        this.calls = group.filters().stream().map(f -> new FilterCall(f, run)).toList();
    }

    Group group() {
        return group;
    }

    List<FilterCall> calls() {
        return calls;
    }

    /** A call that nobody has claimed, or null. */
    FilterCall claim() {
        int index = claimed.getAndIncrement();
        return index < calls.size() ? calls.get(index) : null;
    }

    boolean hasUnclaimed() {
        return claimed.get() < calls.size();
    }

    /** A call has its outcome; whether it was the last. */
    boolean ended() {
        return ended.incrementAndGet() == calls.size();
    }

    /** How many threads beside the first are worth it: one for each filter that is slow. */
    int helpers() {
        if (calls.size() == 1) {
            return 0;
        }
        int slow = 0;
        for (FilterCall call : calls) {
            slow += call.filter().source().isQuick() ? 0 : 1;
        }
        return slow == calls.size() ? slow - 1 : slow;
    }
}
