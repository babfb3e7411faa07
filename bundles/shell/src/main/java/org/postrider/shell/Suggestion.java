package org.postrider.shell;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;

/** What somebody may have meant who named something that is not there. */
final class Suggestion {

    private static final int CLOSE = 2;

    private Suggestion() {}

    /** {@code " Did you mean x?"} if a known name is at most two letters off, else what is known, if that is short. */
    static String among(String wanted, Collection<String> known) {
        return known.stream()
                .filter(name -> distance(wanted, name) <= CLOSE)
                .min(Comparator.comparingInt((String name) -> distance(wanted, name)).thenComparing(name -> name))
                .map(name -> " Did you mean " + name + "?")
                .orElseGet(() -> known.isEmpty() || known.size() > 10
                        ? "" : " There is: " + String.join(", ", known.stream().sorted().toList()) + ".");
    }

    /** Letters to insert, remove or replace (Levenshtein), regardless of case. */
    static int distance(String a, String b) {
        String left = a.toLowerCase(Locale.ROOT);
        String right = b.toLowerCase(Locale.ROOT);
        int[] row = new int[right.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
