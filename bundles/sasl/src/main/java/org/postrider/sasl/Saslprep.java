package org.postrider.sasl;

import java.text.Normalizer;
import java.util.Optional;

/**
 * How names and passwords are prepared, so that what looks the same is the same, RFC 4013. Characters that the Unicode of
 * this Java does not know are refused, as stored strings demand it (2.5).
 */
public final class Saslprep {

    private Saslprep() {}

    /** The prepared text; empty if it has a character that is not allowed, or mixes directions (2.4). */
    public static Optional<String> prepare(String text) {
        if (text.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            return Optional.of(text);
        }
        String normal = Normalizer.normalize(mapped(text), Normalizer.Form.NFKC);
        boolean allowed = normal.codePoints().noneMatch(Saslprep::isProhibited) && isOneDirection(normal);
        return allowed ? Optional.of(normal) : Optional.empty();
    }

    /** RFC 4013 2.1: spaces become U+0020, and what cannot be seen is left out. */
    private static String mapped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().filter(c -> !isNothing(c))
                .forEach(c -> out.appendCodePoint(Character.getType(c) == Character.SPACE_SEPARATOR ? ' ' : c));
        return out.toString();
    }

    /** RFC 3454 B.1. */
    private static boolean isNothing(int c) {
        return c == 0xad || c == 0x34f || c == 0x1806 || in(c, 0x180b, 0x180d) || in(c, 0x200b, 0x200d) || c == 0x2060
                || in(c, 0xfe00, 0xfe0f) || c == 0xfeff;
    }

    /** RFC 4013 2.3, RFC 3454 C.1.2 to C.9. */
    private static boolean isProhibited(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.FORMAT -> true;
            case Character.SPACE_SEPARATOR -> c != ' ';
            default -> in(c, 0xfff9, 0xfffd) || in(c, 0x2ff0, 0x2ffb) || c == 0x340 || c == 0x341;
        };
    }

    /** RFC 3454 6. */
    private static boolean isOneDirection(String text) {
        if (text.codePoints().noneMatch(Saslprep::isRightToLeft)) {
            return true;
        }
        return text.codePoints().noneMatch(c -> Character.getDirectionality(c) == Character.DIRECTIONALITY_LEFT_TO_RIGHT)
                && isRightToLeft(text.codePointAt(0)) && isRightToLeft(text.codePointBefore(text.length()));
    }

    private static boolean isRightToLeft(int c) {
        byte direction = Character.getDirectionality(c);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }

    private static boolean in(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
