package org.postrider.queue;

import java.time.Duration;
import java.util.Optional;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/**
 * The configuration, checked.
 *
 * @param hostname our name in reports
 * @param workers deliveries at once
 * @param perDestination deliveries at once to one destination
 * @param retry pauses between attempts
 * @param lifetime how long messages are tried
 * @param delayReport when senders are told of a delay, if they are
 * @param attemptLimit how long one attempt may take
 */
record QueueSettings(
        String hostname, int workers, int perDestination, RetryPolicy retry, Lifetime lifetime,
        Optional<Duration> delayReport, Duration attemptLimit) {

    /** How long a message, and a message from {@code <>}, is tried. */
    record Lifetime(Duration message, Duration report) {
        Duration of(Optional<Address> sender) {
            return sender.isPresent() ? message : report;
        }
    }

    /** @throws IllegalArgumentException naming the key, what was found and what is allowed */
    static QueueSettings of(QueueConfig config) {
        return new QueueSettings(
                hostname(config.hostname()),
                between("workers", config.workers(), 10_000),
                between("perDestination", config.perDestination(), 1_000),
                retry(config),
                new Lifetime(lifetime("expiry", config.expiry()), lifetime("bounceExpiry", config.bounceExpiry())),
                delayReport(config.delayReport()),
                DurationText.read("attemptLimit", config.attemptLimit(), Duration.ofSeconds(1), Duration.ofDays(1)));
    }

    private static String hostname(String text) {
        try {
            return new Domain(text.strip()).name();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("hostname = " + text + ": " + e.getMessage(), e);
        }
    }

    private static int between(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " = " + value + ": allowed is 1 to " + max);
        }
        return value;
    }

    private static RetryPolicy retry(QueueConfig config) {
        Duration second = Duration.ofSeconds(1);
        return new RetryPolicy(
                DurationText.read("retry.first", config.retry_first(), second, Duration.ofDays(1)),
                config.retry_factor(),
                DurationText.read("retry.max", config.retry_max(), second, Duration.ofDays(7)));
    }

    private static Optional<Duration> delayReport(String text) {
        return text.strip().equals("off") ? Optional.empty() : Optional.of(lifetime("delayReport", text));
    }

    private static Duration lifetime(String key, String text) {
        return DurationText.read(key, text, Duration.ofMinutes(1), Duration.ofDays(30));
    }
}
