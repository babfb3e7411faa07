package org.postrider.itests;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Mail as fast as it goes, in sessions that are opened one after the other, a few at a time and a few messages in each. One
 * connection that is refused, session that is dropped or message that is not acknowledged is a failure.
 */
final class FullLoad {

    private static final int STREAMS = 4;
    private static final int SESSIONS = 2;
    private static final int PER_SESSION = 4;
    private static final int SIZE = 1024;

    private final int port;
    private final int messages;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> failures = ConcurrentHashMap.newKeySet();
    private final AtomicInteger batches = new AtomicInteger();
    private final CountDownLatch streams = new CountDownLatch(STREAMS);
    private final long began = System.nanoTime();
    private volatile boolean mayEnd;

    private FullLoad(int port, int messages) {
        this.port = port;
        this.messages = messages;
    }

    /** Goes on until so many are acknowledged and {@link #end} was called, or something fails. */
    static FullLoad start(int port, int messages) {
        FullLoad load = new FullLoad(port, messages);
        for (int i = 0; i < STREAMS; i++) {
            new Thread(load::stream, "full-load-" + i).start();
        }
        return load;
    }

    private void stream() {
        try {
            while (failures.isEmpty() && !(mayEnd && acknowledged.size() >= messages)) {
                batch();
            }
        } catch (RuntimeException e) {
            failures.add(e.toString());
        } finally {
            streams.countDown();
        }
    }

    private void batch() {
        int number = batches.incrementAndGet();
        AckedLoad load = new AckedLoad(port, "localhost", SIZE, "full-" + number + "-");
        load.send(SESSIONS * PER_SESSION, SESSIONS);
        acknowledged.addAll(load.acknowledged());
        if (load.acknowledged().size() < SESSIONS * PER_SESSION) {
            failures.add("batch " + number + ": only " + load.acknowledged() + " of " + SESSIONS * PER_SESSION);
        }
    }

    int size() {
        return acknowledged.size();
    }

    boolean hasFailed() {
        return !failures.isEmpty();
    }

    /** All ids that were acknowledged. @throws IllegalStateException if anything failed */
    Set<String> end() throws InterruptedException {
        mayEnd = true;
        if (!streams.await(10, TimeUnit.MINUTES)) {
            throw new IllegalStateException("the load did not end: " + acknowledged.size() + " of " + messages);
        }
        if (hasFailed()) {
            throw new IllegalStateException("after " + acknowledged.size() + " messages: " + failures);
        }
        return acknowledged;
    }

    int sessions() {
        return batches.get() * SESSIONS;
    }

    long perSecond() {
        return acknowledged.size() * 1_000_000_000L / Math.max(1, System.nanoTime() - began);
    }
}
