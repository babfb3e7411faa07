package org.postrider.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Undoes the encoding of RFC 2047 in a header value, in one pass; what is no valid encoded word stays as it is. */
final class EncodedWords {

    private static final int MAX_WORD = 1_000; // RFC 2047 2 allows 75; there are longer ones

    private final String text;
    private final StringBuilder out;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Charset charset;
    private int at;
    private int end = -1;

    private EncodedWords(String text) {
        this.text = text;
        this.out = new StringBuilder(text.length());
    }

    static String decode(String text) {
        return text.contains("=?") ? new EncodedWords(text).decode() : text;
    }

    private String decode() {
        while (at < text.length()) {
            int word = text.indexOf("=?", at);
            int gap = at;
            if (word < 0) {
                break;
            }
            at = word;
            if (!decodeWord(gap)) {
                flush();
                out.append(text, gap, word + 2);
                at = word + 2;
            }
        }
        flush();
        return out.append(text, Math.min(at, text.length()), text.length()).toString();
    }

    /** Takes the word that begins here, and drops the white space before it if a word precedes (RFC 2047 6.2). */
    private boolean decodeWord(int gap) {
        int encoding = text.indexOf('?', at + 2);
        boolean begins = encoding >= 0 && encoding + 2 < text.length() && text.charAt(encoding + 2) == '?';
        if (!begins || endBehind(encoding + 3) - at > MAX_WORD) {
            return false;
        }
        byte[] decoded = decoded(text.charAt(encoding + 1), text.substring(encoding + 3, end));
        if (decoded.length == 0 && end > encoding + 3) {
            return false;
        }
        String name = text.substring(at + 2, encoding);
        int star = name.indexOf('*'); // language, RFC 2231 5
        begin(Charsets.named(star < 0 ? name : name.substring(0, star)), text.substring(gap, at));
        bytes.writeBytes(decoded);
        at = end + 2;
        return true;
    }

    /** Where the next word end is; far away if there is none. Kept, so that all of them are looked for in one pass. */
    private int endBehind(int from) {
        if (end < from) {
            int found = text.indexOf("?=", from);
            end = found < 0 ? Integer.MAX_VALUE : found;
        }
        return end;
    }

    /** Words of one character set are joined before they are decoded: some senders split a character between two. */
    private void begin(Charset next, String between) {
        boolean adjacent = charset != null && between.isBlank();
        if (!adjacent || !next.equals(charset)) {
            flush();
        }
        if (!adjacent) {
            out.append(between);
        }
        charset = next;
    }

    private void flush() {
        if (charset != null) {
            out.append(bytes.toString(charset));
            bytes.reset();
            charset = null;
        }
    }

    private static byte[] decoded(char encoding, String text) {
        if (encoding == 'q' || encoding == 'Q') {
            return q(text);
        }
        if (encoding != 'b' && encoding != 'B') {
            return new byte[0];
        }
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] q(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int octet = c == '=' ? Hex.octet(text, i + 1) : -1;
            if (octet >= 0) {
                octets.write(octet);
                i += 2;
            } else if (c == '_') {
                octets.write(' '); // RFC 2047 4.2 (2)
            } else {
                octets.writeBytes(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toByteArray();
    }
}
