package org.postrider.sasl;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Text of a client, of which not everything is UTF-8. */
final class Utf8 {

    /** Octets of a name or a password; RFC 4616 2 asks for 255 at least. */
    static final int LONGEST = 1_024;

    private Utf8() {}

    /** The text; empty if it is too long or no UTF-8. */
    static Optional<String> text(byte[] bytes) {
        return chars(bytes, 0, bytes.length).map(String::new);
    }

    /** The text in an array that can be overwritten. */
    static Optional<char[]> chars(byte[] bytes, int from, int end) {
        if (end - from > LONGEST) {
            return Optional.empty();
        }
        try {
            CharBuffer decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, end - from));
            char[] chars = new char[decoded.remaining()];
            decoded.get(chars);
            Arrays.fill(decoded.array(), '\0');
            return Optional.of(chars);
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
