package org.postrider.mime;

/**
 * Steps through {@code value; name=value; name="value"}. Tolerates what mail programs tolerate: a missing semicolon,
 * values with spaces and without quotes, back slashes of file names in quotes, a missing last quote.
 */
final class ParameterScanner {

    private final String text;
    private int at;
    private String name = "";
    private String value;

    ParameterScanner(String text) {
        this.text = text;
        this.value = unquoted();
    }

    String name() {
        return name;
    }

    /** The value in front of all parameters; after {@link #next()}, that of the parameter. */
    String value() {
        return value;
    }

    /** Moves to the next parameter that has a name and an equals sign; false at the end. */
    boolean next() {
        while (at < text.length()) {
            int equals = endOfName();
            if (equals < 0) {
                at++;
                continue;
            }
            name = text.substring(at, equals).strip();
            at = equals + 1;
            skipBlanks();
            value = at < text.length() && text.charAt(at) == '"' ? quoted() : unquoted();
            return true;
        }
        return false;
    }

    /** The index of the equals sign behind the name that begins here, or -1 if none begins here. */
    private int endOfName() {
        if (at > 0 && isToken(text.charAt(at - 1))) {
            return -1;
        }
        int i = at;
        while (i < text.length() && isToken(text.charAt(i))) {
            i++;
        }
        if (i == at) {
            return -1;
        }
        while (i < text.length() && isBlank(text.charAt(i))) {
            i++;
        }
        return i < text.length() && text.charAt(i) == '=' ? i : -1;
    }

    private void skipBlanks() {
        while (at < text.length() && isBlank(text.charAt(at))) {
            at++;
        }
    }

    private String quoted() {
        StringBuilder out = new StringBuilder();
        for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
            char c = text.charAt(at);
            boolean pair = c == '\\' && at + 1 < text.length() && "\"\\".indexOf(text.charAt(at + 1)) >= 0;
            if (pair) {
                c = text.charAt(++at);
            }
            out.append(c);
        }
        at++;
        return out.toString();
    }

    /** Up to a semicolon, or to blanks that another {@code name=} follows. */
    private String unquoted() {
        int from = at;
        while (at < text.length() && text.charAt(at) != ';') {
            if (isBlank(text.charAt(at))) {
                int blank = at;
                skipBlanks();
                if (at < text.length() && endOfName() >= 0) {
                    return withoutComment(text.substring(from, blank));
                }
            } else {
                at++;
            }
        }
        return withoutComment(text.substring(from, at));
    }

    private static String withoutComment(String value) {
        String trimmed = value.strip();
        int open = trimmed.indexOf(" (");
        return open > 0 && trimmed.endsWith(")") ? trimmed.substring(0, open).strip() : trimmed;
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** RFC 2045 5.1 token, with RFC 2231's * and %. */
    private static boolean isToken(char c) {
        return c > ' ' && c < 0x7f && "()<>@,;:\\\"/[]?=".indexOf(c) < 0;
    }
}
