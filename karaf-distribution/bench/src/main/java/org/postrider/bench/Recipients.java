package org.postrider.bench;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses in turn: one, or those of a range, {@code user{1-100}@example.org}.
 *
 * @param count how many there are
 */
record Recipients(String before, long first, int count, String after) {

    private static final Pattern RANGE = Pattern.compile("([^{}]*)\\{(\\d{1,9})-(\\d{1,9})}([^{}]*)");

    static Recipients of(String pattern) {
        Matcher m = RANGE.matcher(pattern);
        if (!m.matches()) {
            return new Recipients(plain("to", pattern), 0, 1, "");
        }
        long first = Long.parseLong(m.group(2));
        long last = Long.parseLong(m.group(3));
        if (last < first) {
            throw new IllegalArgumentException("--to: found " + pattern + ", allowed a range that rises");
        }
        plain("to", m.group(1) + m.group(4));
        return new Recipients(m.group(1), first, (int) (last - first + 1), m.group(4));
    }

    /** An address as it is; nothing in it can end a path or a line. */
    static String plain(String option, String address) {
        if (!address.matches("[!-;=?-z|~]{0,254}") || option.equals("to") && address.isEmpty()) {
            throw new IllegalArgumentException("--" + option + ": found " + address
                    + ", allowed an address" + (option.equals("to") ? ", or one with a range {1-100}" : ""));
        }
        return address;
    }

    /** The address whose turn it is; after the last comes the first. */
    String at(long turn) {
        return count == 1 && after.isEmpty() ? before : before + (first + turn % count) + after;
    }
}
