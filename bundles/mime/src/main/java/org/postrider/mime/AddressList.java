package org.postrider.mime;

import java.util.ArrayList;
import java.util.List;

import org.postrider.api.message.Address;
import org.postrider.api.message.MessageLimitException;

/**
 * The addresses of a From, Sender or To field: {@code address-list} and {@code mailbox-list} of RFC 5322 3.4. Display
 * names, comments and the names of groups are passed over; each {@code addr-spec} is read by {@link Address}, like any
 * other address of the system.
 */
public final class AddressList {

    private static final int MOST_ADDRESSES = 10_240;
    private static final int DEEPEST_COMMENT = 100;

    private final String text;
    private final List<Address> found = new ArrayList<>();
    private final StringBuilder element = new StringBuilder();
    private int at;

    private AddressList(String text) {
        this.text = text;
    }

    /**
     * Reads all of a field's value, folded or not.
     *
     * @return the addresses in their order; none for an empty group
     * @throws IllegalArgumentException if it is no such list; the message says what was found
     * @throws MessageLimitException if it has more than 10,240 addresses
     */
    public static List<Address> parse(String value) {
        AddressList list = new AddressList(value);
        list.read();
        return List.copyOf(list.found);
    }

    private void read() {
        boolean angle = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            switch (c) {
                case '"' -> copy('"');
                case '[' -> copy(']');
                case '(' -> comment();
                case '<', '>' -> {
                    angle = c == '<';
                    take(c);
                }
                case ':' -> colon(angle);
                case ',', ';' -> separator(angle, c);
                default -> take(c == '\r' || c == '\n' || c == '\t' ? ' ' : c);
            }
        }
        end();
    }

    private void take(char c) {
        element.append(c);
        at++;
    }

    /** A quoted string or a domain literal, in which nothing else has a meaning. */
    private void copy(char closing) {
        int start = at++;
        while (at < text.length() && text.charAt(at) != closing) {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= text.length()) {
            throw new IllegalArgumentException("a closing " + closing + " is missing");
        }
        at++;
        element.append(text.substring(start, at).replace("\r\n", "")); // RFC 5322 3.2.4: folding is no part of it
    }

    private void comment() {
        int depth = 0;
        do {
            char c = at < text.length() ? text.charAt(at) : 0;
            if (at >= text.length() || depth > DEEPEST_COMMENT) {
                throw new IllegalArgumentException("a comment does not end, or holds too many others");
            }
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            at += c == '\\' ? 2 : 1;
        } while (depth > 0);
        element.append(' ');
    }

    /** The name of a group is over, RFC 5322 3.4; elsewhere a colon ends a source route, which nobody needs any more. */
    private void colon(boolean angle) {
        if (angle) {
            throw new IllegalArgumentException("an address in angle brackets has no source route");
        }
        element.setLength(0);
        at++;
    }

    private void separator(boolean angle, char c) {
        if (angle) {
            throw new IllegalArgumentException("there is a " + c + " in angle brackets");
        }
        end();
        at++;
    }

    /** One element of the list is complete; RFC 5322 4.4 allows empty ones. */
    private void end() {
        String whole = trimmed(element.toString());
        element.setLength(0);
        if (whole.isEmpty()) {
            return;
        }
        if (found.size() == MOST_ADDRESSES) {
            throw new MessageLimitException("a field has more than " + MOST_ADDRESSES + " addresses");
        }
        found.add(Address.parse(joined(trimmed(spec(whole)))));
    }

    /** RFC 5322 3.4.1 allows white space around the at sign. Each character is looked at once, as lists may be long. */
    private static String joined(String spec) {
        int sign = spec.lastIndexOf('@');
        return sign < 0 ? spec : trimmed(spec.substring(0, sign)) + "@" + trimmed(spec.substring(sign + 1));
    }

    /** Without spaces around it. Those beyond ASCII are part of an address, as they are in an envelope. */
    private static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == ' ') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(start, end);
    }

    private static String spec(String whole) {
        if (!whole.endsWith(">")) {
            return whole;
        }
        int open = open(whole);
        if (open < 0) {
            throw new IllegalArgumentException("there is a > without a <");
        }
        return whole.substring(open + 1, whole.length() - 1);
    }

    /** Where the angle bracket opens: not within quotes. */
    private static int open(String whole) {
        boolean quoted = false;
        for (int i = 0; i < whole.length(); i++) {
            char c = whole.charAt(i);
            if (c == '\\' && quoted) {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '<' && !quoted) {
                return i;
            }
        }
        return -1;
    }
}
