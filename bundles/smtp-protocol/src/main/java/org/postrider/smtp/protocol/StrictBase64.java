package org.postrider.smtp.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/** Base64 as RFC 4648 3 and 4 have it, in the one way in which octets can be written. */
final class StrictBase64 {

    private StrictBase64() {}

    /** The octets; empty if the text has other characters, or too many or too few of its own. */
    static Optional<byte[]> decode(String text) {
        byte[] written = text.getBytes(StandardCharsets.ISO_8859_1);
        try {
            byte[] octets = Base64.getDecoder().decode(written);
            return Arrays.equals(Base64.getEncoder().encode(octets), written) ? Optional.of(octets) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
