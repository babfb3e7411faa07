package org.postrider.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Failed logins by client address. An address with ten of them within ten minutes is locked until the oldest of the ten
 * is ten minutes old. The 10,000 addresses that failed last are remembered. Safe from any thread.
 */
final class FailedLogins {

    private static final int LIMIT = 10;
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private static final int ADDRESSES = 10_000;

    private final InstantSource clock;
    private final Map<String, Deque<Instant>> failures = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
            return size() > ADDRESSES;
        }
    };

    FailedLogins(InstantSource clock) {
        this.clock = clock;
    }

    synchronized void add(String address) {
        recent(address).addLast(clock.instant());
    }

    boolean isLocked(String address) {
        return secondsLocked(address) > 0;
    }

    /** How long the address is still locked; 0 if it is not. */
    synchronized long secondsLocked(String address) {
        Deque<Instant> times = failures.containsKey(address) ? recent(address) : new ArrayDeque<>();
        if (times.size() < LIMIT) {
            return 0;
        }
        return 1 + Duration.between(clock.instant(), times.getFirst().plus(PERIOD)).toSeconds();
    }

    private Deque<Instant> recent(String address) {
        Deque<Instant> times = failures.computeIfAbsent(address, key -> new ArrayDeque<>(LIMIT));
        Instant old = clock.instant().minus(PERIOD);
        while (!times.isEmpty() && (times.size() > LIMIT || !times.getFirst().isAfter(old))) {
            times.removeFirst();
        }
        return times;
    }

    synchronized int addresses() {
        return failures.size();
    }
}
