package org.postrider.smtp.server;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Dates as mail writes them, RFC 5322 3.3, in UTC. Formats each second once. Safe from any thread. */
final class MailDate {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private record Written(long second, String text) {}

    private volatile Written last = new Written(Long.MIN_VALUE, "");

    String at(Instant time) {
        Written written = last;
        if (written.second != time.getEpochSecond()) {
            written = new Written(time.getEpochSecond(), FORM.format(time));
            last = written;
        }
        return written.text;
    }
}
