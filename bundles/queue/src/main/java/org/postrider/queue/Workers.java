package org.postrider.queue;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks on a bounded number of threads. A task begins at once if a worker is free; else it waits its turn, those of
 * higher priority before the others.
 */
final class Workers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private final ExecutorService threads;
    private final Duration grace;
    private final WaitingLine<Runnable> backlog = new WaitingLine<>();
    private int limit;
    private int running;
    private boolean closed;

    /** @param grace how long running tasks have to end when this is closed, before they are interrupted */
    Workers(ExecutorService threads, int limit, Duration grace) {
        this.threads = threads;
        this.limit = limit;
        this.grace = grace;
    }

    /** Changes the number of workers; those that are too many end with their task. */
    synchronized void limit(int newLimit) {
        limit = newLimit;
        while (running < limit && !backlog.isEmpty()) {
            start(backlog.poll());
        }
    }

    synchronized void execute(Runnable task, int priority) {
        if (closed) {
            return; // the spool tells it again to the next queue
        }
        if (running < limit) {
            start(task);
        } else {
            backlog.add(task, priority);
        }
    }

    /** Tasks that wait. */
    synchronized int backlog() {
        return backlog.size();
    }

    private void start(Runnable task) {
        try {
            threads.execute(() -> work(task));
            running++;
        } catch (RejectedExecutionException e) {
            closed = true;
        }
    }

    private void work(Runnable first) {
        Runnable task = first;
        while (task != null) {
            try {
                task.run();
            } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
                LOG.error("a delivery task failed: {}", e.toString());
            }
            task = next();
        }
    }

    private synchronized Runnable next() {
        Runnable task = closed || running > limit ? null : backlog.poll();
        if (task == null) {
            running--;
        }
        return task;
    }

    /** Ends: nothing new begins, what runs has the grace period, then it is interrupted and has it once more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            backlog.drain();
        }
        threads.shutdown();
        if (!ended()) {
            threads.shutdownNow();
            if (!ended()) {
                LOG.warn("deliveries did not end when they were interrupted");
            }
        }
    }

    private boolean ended() {
        try {
            return threads.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
