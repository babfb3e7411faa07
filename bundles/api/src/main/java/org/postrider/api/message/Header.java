package org.postrider.api.message;

import java.util.Objects;

/**
 * One header field.
 *
 * @param name as written, 1 to 76 printable ASCII characters without colon
 * @param value what follows the colon, without the final CRLF; a folded field keeps its line breaks as CRLF followed by
 *     a space or a tab
 */
public record Header(String name, String value) {

    /** @throws IllegalArgumentException if the field could break out of its line or holds a NUL (RFC 5322 2.2) */
    public Header {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(value, "value");
        if (!name.matches("[!-9;-~]{1,76}")) {
            throw new IllegalArgumentException("a field name has 1 to 76 printable ASCII characters and no colon");
        }
        checkFolding(value);
    }

    private static void checkFolding(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == 0) {
                throw new IllegalArgumentException("NUL is not allowed in a header field");
            }
            if (c == '\r' || c == '\n') {
                boolean fold = value.startsWith("\r\n ", i) || value.startsWith("\r\n\t", i);
                if (!fold) {
                    throw new IllegalArgumentException("a line break in a header field must begin a folded line");
                }
                i += 2;
            }
        }
    }

    /** The value on one line: folding undone (RFC 5322 2.2.3) and outer white space removed. */
    public String unfolded() {
        return value.replace("\r\n", "").strip();
    }
}
