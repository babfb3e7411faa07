package org.postrider.store.maildir;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes names of message files as the Maildir specification says:
 * {@code seconds.M<microseconds>P<process>R<random>Q<deliveries>.host}. The random part is chosen once, so that two stores
 * in one process, or two processes of the same number in two containers, do not meet.
 */
final class UniqueName {

    private final Clock clock;
    private final AtomicLong deliveries = new AtomicLong();
    private final String process;
    private final String host;

    UniqueName(Clock clock, String host) {
        this.clock = clock;
        this.process = "P" + ProcessHandle.current().pid()
                + "R" + String.format("%08x", new SecureRandom().nextInt()) + "Q";
        this.host = "." + escaped(host);
    }

    /** The specification: a slash becomes \057 and a colon \072. What else could trouble a path is treated alike. */
    private static String escaped(String host) {
        StringBuilder out = new StringBuilder();
        for (char c : (host.isBlank() ? "localhost" : host).toCharArray()) {
            boolean plain = c > 0x20 && c < 0x7f && c != '/' && c != ':' && c != ',' && c != '\\';
            out.append(plain ? String.valueOf(c) : String.format("\\%03o", Math.min(c, 0xff)));
        }
        return out.length() <= 100 ? out.toString() : out.substring(0, 100);
    }

    String next() {
        Instant now = clock.instant();
        return now.getEpochSecond() + ".M" + now.getNano() / 1_000 + process + deliveries.incrementAndGet() + host;
    }
}
