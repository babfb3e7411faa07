package org.postrider.mime;

/** Two hexadecimal digits, in either case. */
final class Hex {

    private Hex() {}

    /** The octet that the two characters from here on stand for, or -1 if they are no such digits. */
    static int octet(CharSequence text, int at) {
        if (at + 1 >= text.length()) {
            return -1;
        }
        return octet(text.charAt(at), text.charAt(at + 1));
    }

    static int octet(int high, int low) {
        int h = digit(high);
        int l = digit(low);
        return h < 0 || l < 0 ? -1 : h << 4 | l;
    }

    private static int digit(int c) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'F' || c >= 'a' && c <= 'f' ? Character.digit(c, 16) : -1;
    }
}
