package org.postrider.shell;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times and sizes as people read them. */
final class Figures {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

    private Figures() {}

    static String time(Instant instant) {
        return TIME.format(instant);
    }

    /** The two largest units, e.g. {@code 2d 4h}, {@code 3m 12s}, {@code 5s}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m " + seconds % 60 + "s";
        }
        if (seconds < 86_400) {
            return seconds / 3_600 + "h " + seconds % 3_600 / 60 + "m";
        }
        return seconds / 86_400 + "d " + seconds % 86_400 / 3_600 + "h";
    }

    static String millis(Duration time) {
        return String.format(Locale.ROOT, "%.1f ms", time.toNanos() / 1e6);
    }

    /** Octets in units of 1024, e.g. {@code 812 B}, {@code 3.4 KiB}. */
    static String size(long octets) {
        if (octets < 1_024) {
            return octets + " B";
        }
        double size = octets;
        int unit = -1;
        while (size >= 1_023.95) {
            size /= 1_024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %siB", size, "KMGTPE".charAt(unit));
    }
}
