package org.postrider.spool;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Builds a payload: numbers big-endian, text as UTF-8 after its length. Refuses what {@link FieldReader} would. */
final class FieldWriter {

    private ByteBuffer out = ByteBuffer.allocate(256);

    FieldWriter number(int value) {
        room(4).putInt(value);
        return this;
    }

    FieldWriter number(long value) {
        room(8).putLong(value);
        return this;
    }

    FieldWriter octets(byte[] value) {
        room(value.length).put(value);
        return this;
    }

    /** @throws IllegalArgumentException if the text is too long, or no text: half of a surrogate pair */
    FieldWriter text(String value) {
        try {
            ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(value));
            if (encoded.remaining() > FieldReader.MAX_TEXT) {
                throw new IllegalArgumentException("a text of " + encoded.remaining() + " octets cannot be stored");
            }
            number(encoded.remaining());
            room(encoded.remaining()).put(encoded);
            return this;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text with half a surrogate pair cannot be stored", e);
        }
    }

    FieldWriter text(Optional<String> value) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(this::text);
        return this;
    }

    FieldWriter texts(Map<String, String> values) {
        count(values.size(), FieldReader.MAX_PARAMETERS, "parameters");
        values.forEach((key, value) -> text(key).text(value));
        return this;
    }

    /** @throws IllegalArgumentException if there are more than may be */
    FieldWriter count(int value, int most, String what) {
        if (value > most) {
            throw new IllegalArgumentException(value + " " + what + " cannot be stored, only " + most);
        }
        return number(value);
    }

    byte[] toBytes() {
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private ByteBuffer room(int octets) {
        if (out.remaining() < octets) {
            int needed = Math.addExact(out.position(), octets);
            out = ByteBuffer.allocate(Math.max(needed, 2 * out.capacity())).put(out.flip());
        }
        return out;
    }
}
