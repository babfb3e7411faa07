package org.postrider.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command line, taken apart: options with a value ({@code --size 4096} or {@code --size=4096}), flags, and the rest.
 * What is not known, has no value, or has one that does not fit is an {@link IllegalArgumentException} in words.
 */
final class Words {

    private static final long LARGEST = 1_000_000_000L;
    private final Map<String, String> values = new HashMap<>();
    private final List<String> rest = new ArrayList<>();

    /**
     * @param options names with a value, separated by spaces
     * @param flags names without one
     */
    Words(List<String> words, String options, String flags) {
        List<String> valued = Arrays.asList(options.split(" "));
        List<String> bare = Arrays.asList(flags.split(" "));
        for (int i = 0; i < words.size(); i++) {
            String[] parts = words.get(i).split("=", 2);
            String name = parts[0].startsWith("--") ? parts[0].substring(2) : "";
            if (name.isEmpty()) {
                rest.add(words.get(i));
            } else if (bare.contains(name) && parts.length == 1) {
                set(name, "");
            } else if (valued.contains(name)) {
                set(name, parts.length == 2 ? parts[1] : following(words, ++i, name));
            } else {
                throw new IllegalArgumentException("unknown option " + words.get(i));
            }
        }
    }

    private static String following(List<String> words, int at, String name) {
        if (at == words.size()) {
            throw new IllegalArgumentException("--" + name + " needs a value");
        }
        return words.get(at);
    }

    private void set(String name, String value) {
        if (values.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("--" + name + " is given twice");
        }
    }

    /** The words that are no options. */
    List<String> rest() {
        return List.copyOf(rest);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** A whole number from {@code least} to {@code most}. */
    int number(String name, int otherwise, int least, int most) {
        return text(name).map(text -> (int) whole(name, text, least, most)).orElse(otherwise);
    }

    Duration duration(String name, Duration otherwise, int mostSeconds) {
        return text(name).map(text -> Duration.ofSeconds(whole(name, text, 1, mostSeconds))).orElse(otherwise);
    }

    private static long whole(String name, String text, long least, long most) {
        long number = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
        if (number < least || number > Math.min(most, LARGEST)) {
            throw new IllegalArgumentException("--" + name + ": found " + text + ", allowed " + least + ".." + most);
        }
        return number;
    }

    /** A number with a fraction from 0 to 1. */
    double share(String name) {
        String text = text(name).orElse("0");
        if (!text.matches("0(\\.\\d{1,9})?|1(\\.0{1,9})?")) {
            throw new IllegalArgumentException("--" + name + ": found " + text + ", allowed 0..1");
        }
        return Double.parseDouble(text);
    }
}
