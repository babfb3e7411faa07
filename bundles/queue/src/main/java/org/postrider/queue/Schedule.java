package org.postrider.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.Consumer;

/** Entries by the time at which they are due. One alarm is set at a time, for the earliest. */
final class Schedule {
    private static final long NEVER = Long.MAX_VALUE;
    private static final Duration LONGEST = Duration.ofDays(365); // who is not due then is added anew

    /** A date of an entry; overtaken when the entry has a newer one or waits no longer. */
    record Due(long at, Entry entry) {}

    private final Time time;
    private final Consumer<Entry> sink;
    private final long origin;
    private final PriorityQueue<Due> dates = new PriorityQueue<>((a, b) -> Long.compare(a.at(), b.at()));
    private long armed = NEVER;

    /** @param sink takes entries that are due; they are still waiting then */
    Schedule(Time time, Consumer<Entry> sink) {
        this.time = time;
        this.sink = sink;
        this.origin = time.nanos();
    }

    private long nanos() {
        return time.nanos() - origin;
    }

    /** Sets the date of a waiting entry. */
    synchronized void add(Entry entry, Duration pause) {
        Duration bounded = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
        Due due = new Due(nanos() + bounded.toNanos(), entry);
        entry.waitFor(due);
        dates.add(due);
        arm();
    }

    private void arm() {
        long next = dates.isEmpty() ? NEVER : dates.peek().at();
        if (next < armed) {
            armed = next;
            time.ring(next - nanos(), () -> reached(next));
        }
    }

    private void reached(long alarm) {
        for (Entry entry : due(alarm)) {
            sink.accept(entry);
        }
    }

    private synchronized List<Entry> due(long alarm) {
        List<Entry> found = new ArrayList<>();
        if (alarm != armed) {
            return found; // an earlier alarm has taken its place
        }
        armed = NEVER;
        while (!dates.isEmpty() && dates.peek().at() <= nanos()) {
            Due due = dates.poll();
            if (due.entry().isDue(due)) {
                found.add(due.entry());
            }
        }
        arm();
        return found;
    }
}
