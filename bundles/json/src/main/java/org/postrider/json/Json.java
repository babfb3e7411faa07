package org.postrider.json;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Writes JSON, RFC 8259. Understands maps, iterables, arrays of objects, numbers, booleans, null and {@link Optional};
 * everything else is written as the text of its {@code toString()}.
 *
 * <p>The output can stand in HTML and be printed on a terminal: characters that could act there are written as escapes,
 * that is controls, invisible format characters, line separators, lone surrogates, and {@code < > &}.
 */
public final class Json {

    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder();

    private Json() {}

    /** The value as JSON text on one line. */
    public static String write(Object value) {
        Json json = new Json();
        json.value(value);
        return json.out.toString();
    }

    private void value(Object value) {
        if (value instanceof Optional<?> optional) {
            value(optional.orElse(null));
        } else if (value instanceof Map<?, ?> map) {
            object(map);
        } else if (value instanceof Iterable<?> items) {
            array(items);
        } else if (value instanceof Object[] items) {
            array(Arrays.asList(items));
        } else if (value instanceof Number number) {
            out.append(number(number));
        } else if (value == null || value instanceof Boolean) {
            out.append(value);
        } else {
            string(value.toString());
        }
    }

    private void object(Map<?, ?> map) {
        String separator = "{";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            out.append(separator);
            string(String.valueOf(entry.getKey()));
            out.append(':');
            value(entry.getValue());
            separator = ",";
        }
        out.append(map.isEmpty() ? "{}" : "}");
    }

    private void array(Iterable<?> items) {
        out.append('[');
        String separator = "";
        for (Object item : items) {
            out.append(separator);
            value(item);
            separator = ",";
        }
        out.append(']');
    }

    /** RFC 8259 6: infinities and NaN are not permitted; they become null. A whole number has no fraction. */
    private static String number(Number number) {
        double value = number.doubleValue();
        if (!(number instanceof Double || number instanceof Float)) {
            return number.toString();
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "null";
        }
        return value == Math.rint(value) && Math.abs(value) < 1L << 53 ? Long.toString((long) value)
                : number.toString();
    }

    private void string(String text) {
        out.append('"');
        for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            character(text.codePointAt(at));
        }
        out.append('"');
    }

    private void character(int c) {
        if (c == '"' || c == '\\') {
            out.append('\\').append((char) c);
        } else if (acts(c)) {
            for (char unit : Character.toChars(c)) {
                escape(unit);
            }
        } else {
            out.appendCodePoint(c);
        }
    }

    private void escape(char unit) {
        out.append("\\u");
        for (int shift = 12; shift >= 0; shift -= 4) {
            out.append(HEX.charAt(unit >> shift & 15));
        }
    }

    private static boolean acts(int c) {
        return c == '<' || c == '>' || c == '&' || switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED -> true;
            default -> false;
        };
    }
}
