package org.postrider.api.message;

import java.text.Normalizer;
import java.util.Locale;

/** What UTS 46 makes of one character of a domain: NFKC_Casefold, and not more than IDNA 2008 allows (non-transitional). */
final class CaseFolding {

    private CaseFolding() {}

    /** @throws IllegalArgumentException if it is not allowed in a domain */
    static String map(int c) {
        if (c < 0x80) {
            return String.valueOf((char) (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c));
        }
        if (c == 0x3002 || c == 0xff0e || c == 0xff61) {
            return "."; // what IDNA 2003 took for a dot
        }
        if (isIgnored(c)) {
            return "";
        }
        if (isDeviation(c)) {
            return Character.toString(c);
        }
        String out = folded(folded(Character.toString(c)));
        if (!out.codePoints().allMatch(CaseFolding::isAllowed)) {
            throw new IllegalArgumentException(
                    "not allowed in a domain: U+" + Integer.toHexString(c).toUpperCase(Locale.ROOT));
        }
        return out;
    }

    /** UTS 46 7: valid as they are, and not ss, another sigma and nothing as IDNA 2003 had it. */
    private static boolean isDeviation(int c) {
        return c == 0xdf || c == 0x3c2 || c == 0x200c || c == 0x200d;
    }

    private static String folded(String text) {
        StringBuilder out = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKC).codePoints().forEach(c -> fold(c, out));
        return Normalizer.normalize(out, Normalizer.Form.NFKC);
    }

    private static void fold(int c, StringBuilder out) {
        switch (c) {
            case 0x1e9e, 0xdf -> out.append('\u00df'); // sharp s
            case 0x130 -> out.append("i\u0307"); // I with dot
            case 0x131 -> out.appendCodePoint(c); // i without dot
            default -> {
                if (isCherokee(c)) {
                    out.appendCodePoint(Character.toUpperCase(c)); // its older letters are the capitals
                } else {
                    Character.toString(c).toUpperCase(Locale.ROOT).codePoints().map(Character::toLowerCase)
                            .forEach(out::appendCodePoint);
                }
            }
        }
    }

    private static boolean isCherokee(int c) {
        return in(c, 0x13a0, 0x13fd) || in(c, 0xab70, 0xabbf);
    }

    /** What cannot be seen and means nothing. */
    private static boolean isIgnored(int c) {
        return c == 0xad || c == 0x34f || in(c, 0x115f, 0x1160) || in(c, 0x17b4, 0x17b5) || in(c, 0x180b, 0x180f)
                || c == 0x200b || in(c, 0x2060, 0x2064) || in(c, 0x206a, 0x206f) || c == 0x3164 || in(c, 0xfe00, 0xfe0f)
                || c == 0xfeff || c == 0xffa0 || in(c, 0x1bca0, 0x1bca3) || in(c, 0x1d173, 0x1d17a)
                || in(c, 0xe0100, 0xe01ef);
    }

    private static boolean isAllowed(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.SURROGATE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> c != '.' && c != 0x3002 && !in(c, 0xfff9, 0xfffd) && !in(c, 0x2ff0, 0x2fff);
        };
    }

    private static boolean in(int c, int first, int last) {
        return c >= first && c <= last;
    }
}
