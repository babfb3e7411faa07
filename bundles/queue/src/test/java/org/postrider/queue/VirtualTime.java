package org.postrider.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/** Clocks that stand still until a test moves them; alarms ring on the thread that does. */
final class VirtualTime implements Time {

    private record Alarm(long at, long order, Runnable task) {}

    private final PriorityQueue<Alarm> alarms = new PriorityQueue<>((a, b) ->
            a.at() == b.at() ? Long.compare(a.order(), b.order()) : Long.compare(a.at(), b.at()));
    private Instant wall = Instant.now();
    private long nanos = 1_000;
    private long order;

    @Override
    public synchronized Instant now() {
        return wall;
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Runnable ring(long delayNanos, Runnable task) {
        Alarm alarm = new Alarm(nanos + Math.max(0, delayNanos), order++, task);
        alarms.add(alarm);
        return () -> {
            synchronized (this) {
                alarms.remove(alarm);
            }
        };
    }

    synchronized int alarms() {
        return alarms.size();
    }

    /** Only the wall clock jumps. */
    synchronized void jump(Duration by) {
        wall = wall.plus(by);
    }

    void advance(Duration by) {
        long end = nanos() + by.toNanos();
        for (Alarm next = next(end); next != null; next = next(end)) {
            next.task().run();
        }
    }

    private synchronized Alarm next(long end) {
        Alarm next = alarms.isEmpty() || alarms.peek().at() > end ? null : alarms.poll();
        long to = next == null ? end : Math.max(nanos, next.at());
        wall = wall.plusNanos(to - nanos);
        nanos = to;
        return next;
    }
}
