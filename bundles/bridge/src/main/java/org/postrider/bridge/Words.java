package org.postrider.bridge;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Values of keys that are words. */
public final class Words {

    private Words() {}

    /** What stands between commas. */
    public static String[] of(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).filter(word -> !word.isEmpty()).toArray(String[]::new);
    }

    /** @throws IllegalArgumentException if the word, in any case, is none of those allowed; the message says which these are */
    public static <E extends Enum<E>> E oneOf(String key, Set<E> allowed, String word) {
        return allowed.stream().filter(value -> value.name().equalsIgnoreCase(word.strip())).findFirst().orElseThrow(() ->
                new IllegalArgumentException(key + " has \"" + word.strip() + "\"; allowed are " + text(allowed)));
    }

    /** @throws IllegalArgumentException if there is none, or one that is not allowed; the message says which are allowed */
    public static <E extends Enum<E>> Set<E> someOf(String key, Set<E> allowed, String text) {
        Set<E> found = EnumSet.copyOf(allowed);
        found.clear();
        for (String word : of(text)) {
            found.add(oneOf(key, allowed, word));
        }
        if (found.isEmpty()) {
            throw new IllegalArgumentException(key + " is empty; allowed are " + text(allowed));
        }
        return found;
    }

    private static String text(Set<? extends Enum<?>> values) {
        return String.join(", ", values.stream().map(value -> value.name().toLowerCase(Locale.ROOT)).toList());
    }
}
