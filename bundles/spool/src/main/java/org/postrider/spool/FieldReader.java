package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what {@link FieldWriter} wrote. Trusts no number in it. */
final class FieldReader {

    static final int MAX_TEXT = 64 << 10;
    static final int MAX_PARAMETERS = 1000;
    static final int MAX_RECIPIENTS = 100_000;

    private final ByteBuffer in;

    FieldReader(ByteBuffer in) {
        this.in = in;
    }

    boolean hasMore() {
        return in.hasRemaining();
    }

    int number() throws IOException {
        return need(4).getInt();
    }

    long longNumber() throws IOException {
        return need(8).getLong();
    }

    byte[] octets(int count) throws IOException {
        byte[] value = new byte[count];
        need(count).get(value);
        return value;
    }

    String text() throws IOException {
        int length = count(MAX_TEXT);
        ByteBuffer encoded = need(length).slice().limit(length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(encoded).toString();
        } catch (CharacterCodingException e) {
            throw new IOException("a text is not UTF-8", e);
        }
    }

    Optional<String> optionalText() throws IOException {
        return count(1) == 1 ? Optional.of(text()) : Optional.empty();
    }

    Map<String, String> texts() throws IOException {
        int size = count(MAX_PARAMETERS);
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < size; i++) {
            values.put(text(), text());
        }
        return values;
    }

    /** @throws IOException if there are more than may be */
    int count(int most) throws IOException {
        int value = number();
        if (value < 0 || value > most) {
            throw new IOException("a count of " + value + " is more than " + most);
        }
        return value;
    }

    private ByteBuffer need(int octets) throws IOException {
        if (in.remaining() < octets) {
            throw new IOException("a field ends after " + in.remaining() + " of " + octets + " octets");
        }
        return in;
    }
}
