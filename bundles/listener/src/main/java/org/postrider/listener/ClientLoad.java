package org.postrider.listener;

import java.util.concurrent.TimeUnit;

import org.postrider.net.Admission;
import org.postrider.net.ConnectionLimits;

/**
 * What one client has: sessions now, and new ones within a minute. Those are estimated from the counts of two fixed
 * minutes, the past one in the share of it that a sliding minute still covers; exact if arrivals are even.
 */
final class ClientLoad {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private int sessions;
    private long minute;
    private int current;
    private int previous;

    ClientLoad(long now) {
        minute = now;
    }

    /** Counts a session if it is let in. */
    Admission admit(long now, ConnectionLimits limits) {
        roll(now);
        if (sessions >= limits.maxPerClient()) {
            return Admission.TOO_MANY_FROM_CLIENT;
        }
        double share = 1 - (double) (now - minute) / MINUTE;
        if (current + previous * share >= limits.maxNewPerMinute()) {
            return Admission.TOO_FREQUENT;
        }
        current++;
        sessions++;
        return Admission.ADMITTED;
    }

    void release() {
        sessions--;
    }

    boolean hasSessions() {
        return sessions > 0;
    }

    /** Whether nothing of it counts any more. */
    boolean isForgotten(long now) {
        return sessions == 0 && now - minute >= 2 * MINUTE;
    }

    private void roll(long now) {
        long passed = now - minute;
        if (passed >= 2 * MINUTE) {
            previous = 0;
            current = 0;
            minute = now;
        } else if (passed >= MINUTE) {
            previous = current;
            current = 0;
            minute += MINUTE;
        }
    }
}
