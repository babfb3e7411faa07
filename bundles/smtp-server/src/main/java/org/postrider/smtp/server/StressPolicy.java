package org.postrider.smtp.server;

import java.time.Duration;

/**
 * When and how clients of a listener that is nearly full are held more strictly.
 *
 * @param from percent of the listener's sessions that are in use; 0 for never
 * @param calm how long fewer must be in use before it ends
 * @param timeout for a command, without any octet of a message, and over which the rate of a message is averaged
 * @param errors permanent refusals without an accepted message between them
 * @param idleCommands commands that neither bring nor prepare mail, without an accepted message between them
 */
record StressPolicy(int from, Duration calm, Duration timeout, int errors, int idleCommands) {

    /** @throws IllegalArgumentException if a value is out of range; the message says which */
    static StressPolicy of(SmtpServerConfiguration config) {
        return new StressPolicy(
                Timeouts.range("stressFrom", config.stressFrom(), 0, 100),
                Timeouts.seconds("stressCalm", config.stressCalm(), 1, 60),
                Timeouts.seconds("stressTimeout", config.stressTimeout(), 1, 3600),
                Timeouts.range("stressErrors", config.stressErrors(), 1, 10_000),
                Timeouts.range("stressJunk", config.stressJunk(), 1, 100_000));
    }

    /** Whether so many of so many sessions are too many. */
    boolean isReached(int sessions, int maxSessions) {
        return from > 0 && 100L * sessions >= (long) from * maxSessions;
    }
}
