package org.postrider.smtp.server;

import java.time.Duration;

/**
 * Where clients may log in, and how often they may fail.
 *
 * @param relay whether on listeners without the role {@code submission}
 * @param submission whether on those with it
 * @param delay before the answer to a failed try
 */
record LoginPolicy(boolean relay, boolean submission, Duration delay, LoginThrottle.Limits limits) {

    /** @throws IllegalArgumentException if a value is out of range; the message says which */
    static LoginPolicy of(SmtpServerConfiguration config) {
        return new LoginPolicy(config.auth(), config.submissionAuth(),
                Duration.ofMillis(Timeouts.range("loginDelay", config.loginDelay(), 0, 10_000)),
                new LoginThrottle.Limits(
                        Timeouts.range("loginFailures", config.loginFailures(), 1, 100_000),
                        Timeouts.range("accountFailures", config.accountFailures(), 1, 100_000)));
    }

    boolean isOffered(String role) {
        return SessionPolicy.isSubmission(role) ? submission : relay;
    }
}
