package org.postrider.filters;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads and writes values of settings. What is not allowed is refused in words that fit behind the name of the key. */
final class SettingText {

    static final long MAX_DEADLINE = 300_000;
    static final int MAX_CONCURRENCY = 10_000;

    private static final Pattern TIME = Pattern.compile("(\\d{1,9})\\s*(ms|s|m)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");

    private SettingText() {}

    static <E extends Enum<E>> E oneOf(Class<E> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(e -> plain(e.name()).equals(plain(value)))
                .findFirst()
                .orElseThrow(() -> refused(value, "one of " + Arrays.stream(type.getEnumConstants())
                        .map(SettingText::of).collect(Collectors.joining(", "))));
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    static Duration deadline(String value) {
        Matcher time = TIME.matcher(value.strip());
        if (time.matches()) {
            long unit = switch (time.group(2)) {
                case "ms" -> 1;
                case "s" -> 1_000;
                default -> 60_000;
            };
            return deadline(Long.parseLong(time.group(1)) * unit, value);
        }
        throw refused(value, "a time such as 500ms, 20s or 2m");
    }

    static Duration deadline(long millis, String found) {
        if (millis < 1 || millis > MAX_DEADLINE) {
            throw refused(found, "1ms to " + MAX_DEADLINE / 1_000 + "s");
        }
        return Duration.ofMillis(millis);
    }

    static int concurrency(String value) {
        boolean number = value.strip().matches("\\d{1,9}");
        int count = number ? Integer.parseInt(value.strip()) : 0;
        if (count < 1 || count > MAX_CONCURRENCY) {
            throw refused(value, "1 to " + MAX_CONCURRENCY);
        }
        return count;
    }

    static Set<String> names(String value) {
        Set<String> names = new TreeSet<>();
        for (String part : value.split(",")) {
            if (!part.isBlank()) {
                names.add(name(part.strip()));
            }
        }
        return names;
    }

    static String name(String value) {
        if (!NAME.matcher(value).matches()) {
            throw refused(value, "a name of 1 to 64 letters, digits and hyphens");
        }
        return value;
    }

    private static IllegalArgumentException refused(String found, String allowed) {
        return new IllegalArgumentException("is \"" + LogText.line(found) + "\", allowed is " + allowed);
    }

    static String of(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String of(Duration deadline) {
        long millis = deadline.toMillis();
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    static String of(Collection<String> names) {
        return names.stream().sorted().collect(Collectors.joining(","));
    }
}
