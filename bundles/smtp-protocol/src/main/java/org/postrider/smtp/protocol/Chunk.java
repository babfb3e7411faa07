package org.postrider.smtp.protocol;

import java.util.Locale;
import java.util.Optional;

/**
 * What BDAT announces, RFC 3030 4.2.
 *
 * @param octets that follow its line
 * @param last whether the message ends with them
 */
record Chunk(int octets, boolean last) {

    private static final int MAX_DIGITS = 10;

    /** Reads {@code chunk-size [LAST]}; empty if it is not that, or more than any server takes in one piece. */
    static Optional<Chunk> parse(String argument) {
        int space = argument.indexOf(' ');
        String size = space < 0 ? argument : argument.substring(0, space);
        boolean last = space >= 0 && argument.substring(space + 1).toUpperCase(Locale.ROOT).equals("LAST");
        if (space >= 0 && !last || size.isEmpty() || size.length() > MAX_DIGITS) {
            return Optional.empty();
        }
        long octets = 0;
        for (int i = 0; i < size.length(); i++) {
            char digit = size.charAt(i);
            if (digit < '0' || digit > '9') { // no sign, and no digits of other scripts
                return Optional.empty();
            }
            octets = 10 * octets + digit - '0';
        }
        return octets > Integer.MAX_VALUE ? Optional.empty() : Optional.of(new Chunk((int) octets, last));
    }
}
