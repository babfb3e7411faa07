package org.postrider.mime;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Character sets as messages name them. */
final class Charsets {

    private Charsets() {}

    /** The character set of that name; UTF-8 if there is none. */
    static Charset named(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            return StandardCharsets.UTF_8;
        }
    }
}
