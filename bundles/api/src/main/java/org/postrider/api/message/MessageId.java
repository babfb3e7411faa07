package org.postrider.api.message;

import java.util.Locale;

/**
 * The identity of a transaction and of the message that comes of it, in replies, logs, traces and queue listings.
 * Unique on one node, growing with time. Not the Message-ID header.
 *
 * @param value a positive number
 */
public record MessageId(long value) implements Comparable<MessageId> {

    private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford: no I, L, O, U

    /** @throws IllegalArgumentException if the value is not positive */
    public MessageId {
        if (value <= 0) {
            throw new IllegalArgumentException("a message id is a positive number, not " + value);
        }
    }

    /**
     * Reads what {@link #toString()} wrote, in either case.
     *
     * @throws IllegalArgumentException if the text is not an id; the message says so
     */
    public static MessageId parse(String text) {
        long value = 0;
        String upper = text.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            int digit = DIGITS.indexOf(upper.charAt(i));
            if (digit < 0 || value > Long.MAX_VALUE >> 5) {
                throw new IllegalArgumentException("not a message id: " + text);
            }
            value = value << 5 | digit;
        }
        return new MessageId(value);
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(value, other.value);
    }

    /** At most 13 letters and digits that cannot be misread. */
    @Override
    public String toString() {
        char[] out = new char[13];
        int at = out.length;
        for (long rest = value; rest != 0; rest >>>= 5) {
            out[--at] = DIGITS.charAt((int) (rest & 31));
        }
        return new String(out, at, out.length - at);
    }
}
