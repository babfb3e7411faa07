package org.postrider.api.message;

import java.nio.charset.StandardCharsets;

/** The grammar of a local part: Dot-string or Quoted-string, RFC 5321 4.1.2, with RFC 6531 3.3. */
final class LocalPartSyntax {

    private static final int MAX_OCTETS = 64; // RFC 5321 4.5.3.1.1

    private LocalPartSyntax() {}

    /** Where the local part at the start of the text ends: the index of the @, or the length of the text. */
    static int end(String text) {
        if (!text.startsWith("\"")) {
            int at = text.indexOf('@');
            return at < 0 ? text.length() : at;
        }
        for (int i = 1; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.charAt(i) == '"') {
                return i + 1;
            }
        }
        throw new IllegalArgumentException("the closing quote of the local part is missing");
    }

    /** From the written form to the meaning. */
    static String read(String written) {
        if (written.startsWith("\"")) {
            return unquote(written);
        }
        if (!isDotString(written)) {
            throw new IllegalArgumentException("a local part is words of letters, digits and !#$%&'*+-/=?^_`{|}~ "
                    + "joined by single dots, or a quoted string");
        }
        return written;
    }

    private static String unquote(String written) {
        StringBuilder out = new StringBuilder(written.length());
        for (int i = 1; i < written.length() - 1; i++) {
            char c = written.charAt(i);
            if (c == '\\') {
                c = written.charAt(++i);
            }
            out.append(c);
        }
        return out.toString();
    }

    static String write(String localPart) {
        if (isDotString(localPart)) {
            return localPart;
        }
        StringBuilder out = new StringBuilder(localPart.length() + 2).append('"');
        for (int i = 0; i < localPart.length(); i++) {
            char c = localPart.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        return out.append('"').toString();
    }

    /** Refuses what not even a quoted string can carry: control characters, CR, LF and NUL among them. */
    static void check(String localPart) {
        int octets = localPart.length() > MAX_OCTETS
                ? localPart.length() : localPart.getBytes(StandardCharsets.UTF_8).length;
        if (octets < 1 || octets > MAX_OCTETS) {
            throw new IllegalArgumentException("a local part has 1 to " + MAX_OCTETS + " octets, not " + octets);
        }
        for (int i = 0; i < localPart.length(); i++) {
            char c = localPart.charAt(i);
            if (c < 0x20 || c >= 0x7f && !isUtf8Text(localPart, i)) {
                throw new IllegalArgumentException("not allowed in a local part: " + Quoted.character(c));
            }
        }
    }

    private static boolean isDotString(String text) {
        if (text.isEmpty() || text.charAt(0) == '.' || text.charAt(text.length() - 1) == '.') {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean ok = c == '.' ? text.charAt(i - 1) != '.' : isAtext(c);
            if (!ok) {
                return false;
            }
        }
        return true;
    }

    /** RFC 5322 3.2.3 atext, RFC 6531 3.3 UTF8-non-ascii. */
    private static boolean isAtext(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
                || c >= 0xa0 || "!#$%&'*+-/=?^_`{|}~".indexOf(c) >= 0;
    }

    /** Outside ASCII: no C1 controls, and surrogates only in pairs. */
    private static boolean isUtf8Text(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c >= 0xa0;
    }
}
