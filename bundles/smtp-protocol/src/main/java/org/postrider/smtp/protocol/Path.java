package org.postrider.smtp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;

/**
 * A path in angle brackets, RFC 5321 4.1.2, and what follows it.
 *
 * @param mailbox what the brackets hold, a source route removed; empty for {@code <>}
 * @param rest the parameters, each with a space before it; empty if there are none
 */
record Path(String mailbox, String rest) {

    private static final int MAX_OCTETS = 256; // RFC 5321 4.5.3.1.3

    /**
     * Reads {@code FROM:<path>} or {@code TO:<path>}. No space is allowed around the colon (RFC 5321 3.3).
     *
     * @throws IllegalArgumentException if it is not of this form; the message says what is missing
     */
    static Path parse(String argument, String prefix) {
        if (!argument.regionMatches(true, 0, prefix, 0, prefix.length())) {
            throw new IllegalArgumentException(prefix + " is missing");
        }
        int open = prefix.length();
        if (open == argument.length() || argument.charAt(open) != '<') {
            throw new IllegalArgumentException("the < is missing");
        }
        int close = close(argument, open + 1);
        String path = argument.substring(open + 1, close);
        String rest = argument.substring(close + 1);
        if (!rest.isEmpty() && rest.charAt(0) != ' ') {
            throw new IllegalArgumentException("something follows the >");
        }
        // a character has at most three octets in UTF-8
        if (path.length() > MAX_OCTETS - 2
                || path.getBytes(StandardCharsets.UTF_8).length > MAX_OCTETS - 2) {
            throw new IllegalArgumentException("a path has at most " + MAX_OCTETS + " octets");
        }
        return new Path(withoutRoute(path), rest);
    }

    /** The mailbox as an address; empty for {@code <>}. */
    Optional<Address> address() {
        return mailbox.isEmpty() ? Optional.empty() : Optional.of(Address.parse(mailbox));
    }

    private static int close(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '>' && !quoted) {
                return i;
            }
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\\' && quoted) {
                i++;
            }
        }
        throw new IllegalArgumentException("the > is missing");
    }

    /** RFC 5321 4.1.2 A-d-l, and appendix C: a source route is checked and ignored. */
    private static String withoutRoute(String path) {
        String rest = path;
        while (rest.startsWith("@")) {
            int end = rest.startsWith("[", 1) ? rest.indexOf(']') + 1 : firstOf(rest, ',', ':');
            if (end <= 0 || end >= rest.length()) {
                throw new IllegalArgumentException("the mailbox after the source route is missing");
            }
            new Domain(rest.substring(1, end));
            if (rest.charAt(end) == ':') {
                return mailboxAfter(rest.substring(end + 1));
            }
            if (rest.charAt(end) != ',' || !rest.startsWith("@", end + 1)) {
                throw new IllegalArgumentException("a source route is @domain,@domain:");
            }
            rest = rest.substring(end + 1);
        }
        return rest;
    }

    private static String mailboxAfter(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("the mailbox after the source route is missing");
        }
        return text;
    }

    private static int firstOf(String text, char one, char other) {
        int a = text.indexOf(one);
        int b = text.indexOf(other);
        return a < 0 ? b : b < 0 ? a : Math.min(a, b);
    }
}
