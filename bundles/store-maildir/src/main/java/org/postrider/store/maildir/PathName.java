package org.postrider.store.maildir;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes one element of a path of a text that anybody may have chosen. Different texts give different elements; none of
 * them is empty, begins or ends with a dot, holds two dots in a row, a separator or a NUL, or is longer than a file
 * system takes.
 */
final class PathName {

    private static final int MAX_LENGTH = 200; // of the 255 octets that ext4 and xfs allow
    private static final int PREFIX = 120;
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PathName() {}

    static String of(String text) {
        byte[] octets = text.getBytes(StandardCharsets.UTF_8);
        if (octets.length == 0) {
            throw new IllegalArgumentException("an empty name cannot become a directory");
        }
        StringBuilder out = new StringBuilder(octets.length + 16);
        for (int i = 0; i < octets.length; i++) {
            append(out, octets, i);
        }
        return out.length() <= MAX_LENGTH ? out.toString() : shortened(out, octets);
    }

    private static void append(StringBuilder out, byte[] octets, int i) {
        byte octet = octets[i];
        if (isPlain(octet) || octet == '.' && isInner(octets, i)) {
            out.append((char) octet);
        } else {
            out.append('%').append(HEX.toHexDigits(octet));
        }
    }

    private static boolean isPlain(byte c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                || c == '_' || c == '+' || c == '=' || c == '-';
    }

    private static boolean isInner(byte[] octets, int i) {
        return i > 0 && i < octets.length - 1 && octets[i - 1] != '.';
    }

    /** What tells a shortened name from a whole one is {@code %-}, which no encoding holds. */
    private static String shortened(StringBuilder encoded, byte[] octets) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
            return encoded.substring(0, PREFIX) + "%-" + HEX.formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
