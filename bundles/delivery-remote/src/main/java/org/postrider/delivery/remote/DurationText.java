package org.postrider.delivery.remote;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A time as an administrator writes it: a number and ms, s, m, h or d. */
final class DurationText {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");

    private DurationText() {}

    /** @throws IllegalArgumentException naming the key, what was found and what is allowed */
    static Duration read(String key, String text, Duration min, Duration max) {
        Matcher m = FORM.matcher(text.strip());
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    key + " = " + text + ": a time is a number and ms, s, m, h or d, e.g. 5m");
        }
        Duration value = of(Long.parseLong(m.group(1)), m.group(2));
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(key + " = " + text + ": allowed is " + write(min) + " to " + write(max));
        }
        return value;
    }

    private static Duration of(long number, String unit) {
        switch (unit) {
            case "ms":
                return Duration.ofMillis(number);
            case "s":
                return Duration.ofSeconds(number);
            case "m":
                return Duration.ofMinutes(number);
            case "h":
                return Duration.ofHours(number);
            default:
                return Duration.ofDays(number);
        }
    }

    private static String write(Duration d) {
        if (d.toMillis() % 1000 != 0) {
            return d.toMillis() + "ms";
        }
        long s = d.toSeconds();
        if (s % 86_400 == 0) {
            return s / 86_400 + "d";
        }
        return s % 3600 == 0 ? s / 3600 + "h" : s % 60 == 0 ? s / 60 + "m" : s + "s";
    }
}
