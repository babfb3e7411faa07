package org.postrider.filters;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Watches the stages that run and ends calls that pass their deadlines. One thread, which sleeps until the earliest
 * deadline or for a second; beginning a call wakes it only if the call is due before.
 */
final class Watchdog implements AutoCloseable {

    private static final long MAX_SLEEP = TimeUnit.SECONDS.toNanos(1);

    private final Set<StageRun> runs = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::watch, "postrider-filters-watchdog");
    private volatile long nextLook = System.nanoTime();
    private volatile boolean closed;

    Watchdog() {
        thread.setDaemon(true);
        thread.setContextClassLoader(Watchdog.class.getClassLoader());
        thread.start();
    }

    void add(StageRun run) {
        runs.add(run);
    }

    void remove(StageRun run) {
        runs.remove(run);
    }

    /** A call has begun, of a run that was added. */
    void begun(long deadline) {
        if (deadline - nextLook < 0) {
            LockSupport.unpark(thread);
        }
    }

    int watched() {
        return runs.size();
    }

    private void watch() {
        while (!closed || !runs.isEmpty()) {
            long now = System.nanoTime();
            // Set before looking: a call that begins meanwhile compares with this, and wakes us if it is due earlier.
            nextLook = now + MAX_SLEEP;
            long next = nextLook;
            for (StageRun run : runs) {
                long due = run.expire(now);
                next = due - next < 0 ? due : next;
            }
            nextLook = next;
            LockSupport.parkNanos(this, Math.max(1, next - System.nanoTime()));
        }
    }

    /** The thread ends with the last run. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
