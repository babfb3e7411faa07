package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.postrider.api.message.Message;

/**
 * What a report returns of the message it is about, RFC 3461 4.3: its header, at most 64 KB of it; or all of it, where
 * that was asked for and a report can hold it as it is.
 *
 * @param type the type of the part
 * @param encoding its transfer encoding
 * @param content the part, encoded
 */
record Returned(String type, String encoding, String content) {

    private static final int MAX_OCTETS = 256 * 1024;
    private static final int MAX_LINE = 998;

    /** The header. */
    static Returned header(Message original) throws IOException {
        try (InputStream in = original.open()) {
            return new Returned("text/rfc822-headers", "quoted-printable",
                    QuotedPrintable.encode(HeaderExcerpt.read(in)));
        }
    }

    /** The whole message if it is short and made of lines in ASCII, as a part without encoding has to be. */
    static Optional<Returned> whole(Message original) throws IOException {
        if (original.size() > MAX_OCTETS) {
            return Optional.empty();
        }
        try (InputStream in = original.open()) {
            byte[] bytes = in.readNBytes(MAX_OCTETS);
            return isPlain(bytes) ? Optional.of(new Returned("message/rfc822", "7bit",
                    new String(bytes, StandardCharsets.US_ASCII))) : Optional.empty();
        }
    }

    private static boolean isPlain(byte[] bytes) {
        int line = 0;
        for (int i = 0; i < bytes.length; i++) {
            boolean crlf = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
            if (bytes[i] <= 0 || bytes[i] == '\n' || bytes[i] == '\r' && !crlf || ++line > MAX_LINE + 1) {
                return false;
            }
            if (crlf) {
                line = 0;
                i++;
            }
        }
        return true;
    }
}
