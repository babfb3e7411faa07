package org.postrider.observers;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.postrider.api.event.MailEvent;
import org.postrider.api.event.MailObserver;

/**
 * The events that one observer has yet to be told of, in order. It has a thread only while there are any, and only one.
 */
final class ObserverQueue {

    private static final int BATCH = 256;

    private final MailObserver observer;
    private final String name;
    private final Executor threads;
    private final Losses losses;
    private final Queue<MailEvent> events = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile int capacity;
    private volatile boolean closed;

    ObserverQueue(MailObserver observer, String name, int capacity, Executor threads, Losses losses) {
        this.observer = observer;
        this.name = name;
        this.capacity = capacity;
        this.threads = threads;
        this.losses = losses;
    }

    String name() {
        return name;
    }

    void capacity(int events) {
        capacity = events;
    }

    /** Takes the event, or loses it if the observer is too far behind. */
    void offer(MailEvent event) {
        if (closed) {
            return;
        }
        if (waiting.incrementAndGet() > capacity) {
            waiting.decrementAndGet();
            losses.lost(name, 1);
            return;
        }
        events.add(event);
        schedule();
    }

    private void schedule() {
        if (!scheduled.compareAndSet(false, true)) {
            return;
        }
        try {
            threads.execute(this::tell);
        } catch (RejectedExecutionException e) { // it is being stopped
            scheduled.set(false);
            discard();
        }
    }

    private void tell() {
        Thread.interrupted(); // what an earlier observer may have left
        try {
            for (int i = 0; i < BATCH; i++) {
                MailEvent event = events.poll();
                if (event == null) {
                    break;
                }
                tell(event);
            }
        } finally {
            scheduled.set(false);
            if (!events.isEmpty()) {
                schedule();
            }
            synchronized (this) {
                notifyAll();
            }
        }
    }

    private void tell(MailEvent event) {
        try {
            observer.on(event);
        } catch (VirtualMachineError e) {
            losses.failed(name, e);
            if (!(e instanceof StackOverflowError)) {
                throw e;
            }
        } catch (Throwable t) { // whatever a plugin throws, the others are told
            losses.failed(name, t);
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Takes no more. */
    void close() {
        closed = true;
    }

    /** Waits until the observer has been told of everything, but no longer than until then; loses the rest. */
    synchronized void drain(long until) {
        try {
            long left = until - System.nanoTime();
            while (waiting.get() > 0 && left > 0) {
                wait(Math.max(1, TimeUnit.NANOSECONDS.toMillis(left)));
                left = until - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        discard();
    }

    private void discard() {
        int lost = 0;
        while (events.poll() != null) {
            waiting.decrementAndGet();
            lost++;
        }
        if (lost > 0) {
            losses.lost(name, lost);
        }
    }

    int waiting() {
        return waiting.get();
    }
}
