package org.postrider.mime;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.postrider.api.message.Header;

/** One field of a header block as its bytes, line break included. May be malformed: then it has no name. */
final class RawField {

    private static final int MAX_NAME = 76;

    private final byte[] bytes;
    private final int start;
    private final int end;
    private final String name;
    private final int colon;

    RawField(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        this.colon = colon();
        this.name = colon < 0 ? "" : name();
    }

    /** A field as it is written: one space behind the colon, unless the value brings white space of its own. */
    static RawField of(Header header) {
        String value = header.value();
        boolean spaced = value.isEmpty() || " \t\r".indexOf(value.charAt(0)) >= 0;
        byte[] line = (header.name() + (spaced ? ":" : ": ") + value + "\r\n").getBytes(StandardCharsets.UTF_8);
        return new RawField(line, 0, line.length);
    }

    private int colon() {
        for (int i = start; i < end && bytes[i] != '\n'; i++) {
            if (bytes[i] == ':') {
                return i;
            }
        }
        return -1;
    }

    /** RFC 5322 4.5 allows white space before the colon; what it hides is a field all the same. */
    private String name() {
        int stop = colon;
        while (stop > start && (bytes[stop - 1] == ' ' || bytes[stop - 1] == '\t')) {
            stop--;
        }
        if (stop == start || stop - start > MAX_NAME) {
            return "";
        }
        for (int i = start; i < stop; i++) {
            if (bytes[i] <= ' ' || bytes[i] >= 0x7f) {
                return "";
            }
        }
        return new String(bytes, start, stop - start, StandardCharsets.US_ASCII);
    }

    /** Whether it is well-formed. */
    boolean isNamed() {
        return !name.isEmpty();
    }

    boolean isNamed(String other) {
        return isNamed() && name.equalsIgnoreCase(other);
    }

    /** The field as a value; empty if it is malformed. */
    Optional<Header> header() {
        return name.isEmpty() ? Optional.empty() : Optional.of(new Header(name, value()));
    }

    private String value() {
        String text = decode(bytes, colon + 1, end);
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean folds = i + 1 < text.length() && (text.charAt(i + 1) == ' ' || text.charAt(i + 1) == '\t');
            if (c == '\n') {
                out.append(folds ? "\r\n" : "");
            } else if (c == 0 || c == '\r' && !text.startsWith("\n", i + 1)) {
                out.append('\ufffd');
            } else if (c != '\r') {
                out.append(c);
            }
        }
        return out.toString();
    }

    /** RFC 6532 3.2: UTF-8; what is not, is taken octet by octet. */
    private static String decode(byte[] bytes, int from, int to) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        }
    }

    void writeTo(ByteArrayOutputStream out) {
        out.write(bytes, start, end - start);
        if (bytes[end - 1] != '\n') { // the message ended within its header
            out.write('\r');
            out.write('\n');
        }
    }
}
