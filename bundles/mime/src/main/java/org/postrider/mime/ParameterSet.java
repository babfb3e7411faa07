package org.postrider.mime;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gathers parameters and puts those together that were sent in pieces or encoded (RFC 2231). */
final class ParameterSet {

    private static final Pattern EXTENDED = Pattern.compile("([^*]+)\\*(\\d{1,4})?(\\*)?");

    private final Map<String, String> plain = new HashMap<>();
    private final Map<String, Map<Integer, Piece>> pieces = new HashMap<>();

    private record Piece(String text, boolean encoded) {}

    void add(String name, String value) {
        Matcher form = EXTENDED.matcher(name);
        if (!form.matches()) {
            plain.putIfAbsent(name, value);
            return;
        }
        // name* is the whole value, encoded; name*1 is a piece; name*1* is an encoded piece (RFC 2231 3, 4)
        boolean encoded = form.group(3) != null || form.group(2) == null;
        int index = form.group(2) == null ? 0 : Integer.parseInt(form.group(2));
        pieces.computeIfAbsent(form.group(1), n -> new TreeMap<>()).putIfAbsent(index, new Piece(value, encoded));
    }

    /** All values by name; the encoded form wins over the plain one. */
    Map<String, String> decoded() {
        Map<String, String> all = new HashMap<>(plain);
        pieces.forEach((name, parts) -> all.put(name, join(parts)));
        return all;
    }

    private static String join(Map<Integer, Piece> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Charset charset = StandardCharsets.UTF_8;
        boolean first = true;
        for (Piece piece : parts.values()) {
            String text = piece.text();
            if (first && piece.encoded() && text.chars().filter(c -> c == '\'').count() >= 2) {
                int quote = text.indexOf('\'');
                charset = Charsets.named(text.substring(0, quote));
                text = text.substring(text.indexOf('\'', quote + 1) + 1);
            }
            first = false;
            bytes.writeBytes(piece.encoded() ? percentDecoded(text, charset) : text.getBytes(charset));
        }
        return bytes.toString(charset);
    }

    private static byte[] percentDecoded(String text, Charset charset) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            int octet = text.charAt(i) == '%' ? Hex.octet(text, i + 1) : -1;
            if (octet >= 0) {
                out.write(octet);
                i += 2;
            } else {
                out.writeBytes(text.substring(i, i + 1).getBytes(charset));
            }
        }
        return out.toByteArray();
    }
}
