package org.postrider.shell;

import java.time.Duration;
import java.time.Instant;

/** Time in whole days. */
final class Days {

    private Days() {}

    /** How many are left; negative when it is over. */
    static long until(Instant end, Instant now) {
        return Math.floorDiv(Duration.between(now, end).toSeconds(), Duration.ofDays(1).toSeconds());
    }
}
