package org.postrider.observers;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.postrider.api.metrics.Counter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts what observers lose and throw, and says so at most once a minute for each of them. */
final class Losses {

    private static final Logger LOG = LoggerFactory.getLogger(Losses.class);
    private static final long LOG_EVERY_MILLIS = 60_000;
    private static final int MAX_TEXT = 200;

    private final Clock clock;
    private final Map<String, Long> logged = new HashMap<>();
    private final LongAdder lost = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private volatile Counter lostCounter;
    private volatile Counter failedCounter;

    Losses(Clock clock) {
        this.clock = clock;
    }

    /** From now on these count along. */
    void count(Counter lostEvents, Counter failedCalls) {
        lostCounter = lostEvents;
        failedCounter = failedCalls;
    }

    void lost(String observer, long events) {
        lost.add(events);
        add(lostCounter, events);
        if (mayLog("lost " + observer)) {
            LOG.warn("observer {} is too slow or has gone: events are lost, {} of all observers so far", observer,
                    lost.sum());
        }
    }

    void failed(String observer, Throwable thrown) {
        failed.increment();
        add(failedCounter, 1);
        if (mayLog("failed " + observer)) {
            LOG.warn("observer {} threw {}; {} of all observers so far", observer, text(thrown), failed.sum());
        }
    }

    private static void add(Counter counter, long amount) {
        if (counter != null) {
            counter.add(amount);
        }
    }

    private synchronized boolean mayLog(String key) {
        long now = clock.millis();
        Long last = logged.get(key);
        boolean may = last == null || now - last >= LOG_EVERY_MILLIS;
        if (may) {
            logged.put(key, now);
        }
        return may;
    }

    private static String text(Throwable thrown) {
        String message;
        try {
            message = String.valueOf(thrown.getMessage());
        } catch (Throwable broken) { // a plugin's exception may be as broken as the plugin
            message = "";
        }
        String start = message.substring(0, Math.min(MAX_TEXT, message.length()));
        return thrown.getClass().getSimpleName() + ": " + start.replaceAll("[\\p{Cntrl}\\p{Cf}]", "?");
    }

    long lost() {
        return lost.sum();
    }

    long failed() {
        return failed.sum();
    }
}
