package org.postrider.tls;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.WeakHashMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says in the log that a certificate expires soon: 30 days before as a warning, 7 days before as an error; once a day. */
final class ExpiryAlarm {

    static final long EARLY_DAYS = 30;
    static final long LATE_DAYS = 7;

    private static final Logger LOG = LoggerFactory.getLogger(ExpiryAlarm.class);
    private static final Duration INTERVAL = Duration.ofDays(1);

    private final Clock clock;
    private final Map<Certificate, Instant> told = new WeakHashMap<>();

    ExpiryAlarm(Clock clock) {
        this.clock = clock;
    }

    /** Whether something was said. */
    boolean look(Certificate certificate) {
        Instant now = clock.instant();
        Instant last = told.getOrDefault(certificate, Instant.MIN);
        boolean due = certificate.loaded().filter(it -> it.daysLeft(now) < EARLY_DAYS).isPresent()
                && (last.equals(Instant.MIN) || !now.isBefore(last.plus(INTERVAL)));
        if (due) {
            told.put(certificate, now);
            tell(certificate.name(), certificate.loaded().get(), now);
        }
        return due;
    }

    private static void tell(String name, LoadedCertificate certificate, Instant now) {
        long days = certificate.daysLeft(now);
        if (days < 0) {
            LOG.error("certificate {}: it has expired, on {}", name, certificate.expires());
        } else if (days < LATE_DAYS) {
            LOG.error("certificate {}: it expires in {} days, on {}", name, days, certificate.expires());
        } else {
            LOG.warn("certificate {}: it expires in {} days, on {}", name, days, certificate.expires());
        }
    }
}
