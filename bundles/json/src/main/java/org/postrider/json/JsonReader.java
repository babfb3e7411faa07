package org.postrider.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads JSON, RFC 8259, and nothing else: objects become maps in their order, arrays lists, texts strings, numbers
 * {@link BigDecimal}, true and false booleans, and null is null. Depth and length of numbers have a limit; how long a text is
 * its reader decides.
 */
public final class JsonReader {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER = 40;
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]{1,3})?");
    private static final Map<String, Boolean> WORDS = words();

    private final String text;
    private int at;

    private JsonReader(String text) {
        this.text = text;
    }

    private static Map<String, Boolean> words() {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("true", true);
        words.put("false", false);
        words.put("null", null);
        return words;
    }

    /**
     * The value of which the text consists.
     *
     * @throws IllegalArgumentException if it is none; the message says where
     */
    public static Object read(String text) {
        JsonReader reader = new JsonReader(text);
        Object value = reader.value(0);
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.fault("the end");
        }
        return value;
    }

    private Object value(int depth) {
        skipSpace();
        return switch (peek()) {
            case '{' -> object(depth + 1);
            case '[' -> array(depth + 1);
            case '"' -> string();
            case 't', 'f', 'n' -> word();
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) {
        open(depth);
        Map<String, Object> object = new LinkedHashMap<>();
        for (boolean more = !ends('}'); more; more = goesOn('}')) {
            skipSpace();
            String name = string();
            skipSpace();
            take(':');
            if (object.containsKey(name)) { // RFC 8259 4: what such a text means, nobody knows
                throw new IllegalArgumentException("the name \"" + shown(name) + "\" stands twice in one object");
            }
            object.put(name, value(depth));
        }
        return object;
    }

    private List<Object> array(int depth) {
        open(depth);
        List<Object> array = new ArrayList<>();
        for (boolean more = !ends(']'); more; more = goesOn(']')) {
            array.add(value(depth));
        }
        return array;
    }

    private void open(int depth) {
        if (depth > MAX_DEPTH) { // RFC 8259 9
            throw new IllegalArgumentException("there are more than " + MAX_DEPTH + " levels");
        }
        at++;
    }

    private boolean ends(char end) {
        skipSpace();
        if (peek() == end) {
            at++;
            return true;
        }
        return false;
    }

    private boolean goesOn(char end) {
        if (ends(end)) {
            return false;
        }
        take(',');
        return true;
    }

    private String string() {
        take('"');
        StringBuilder string = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            if (c < ' ') { // RFC 8259 7
                at--;
                throw fault("no control character in a string");
            }
            string.append(c == '\\' ? escaped() : c);
        }
        return string.toString();
    }

    private char escaped() {
        char c = next();
        if (c == 'u') {
            return unit();
        }
        int kind = "\"\\/bfnrt".indexOf(c);
        if (kind < 0) {
            at--;
            throw fault("an escape");
        }
        return "\"\\/\b\f\n\r\t".charAt(kind);
    }

    private char unit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                at--;
                throw fault("a hexadecimal digit");
            }
            unit = unit << 4 | digit;
        }
        return (char) unit;
    }

    private Boolean word() {
        for (Map.Entry<String, Boolean> word : WORDS.entrySet()) {
            if (text.startsWith(word.getKey(), at)) {
                at += word.getKey().length();
                return word.getValue();
            }
        }
        throw fault("a value");
    }

    private BigDecimal number() {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt() || number.end() - at > MAX_NUMBER) {
            throw fault("a value");
        }
        at = number.end();
        return new BigDecimal(number.group());
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void take(char expected) {
        if (peek() != expected) {
            throw fault("'" + expected + "'");
        }
        at++;
    }

    private char next() {
        char c = peek();
        at++;
        return c;
    }

    private char peek() {
        if (at >= text.length()) {
            throw fault("more");
        }
        return text.charAt(at);
    }

    private IllegalArgumentException fault(String expected) {
        String found = at < text.length() ? "\"" + shown(text.substring(at, Math.min(text.length(), at + 20))) + "\"" : "nothing";
        return new IllegalArgumentException("at character " + (at + 1) + " stands " + found + ", expected is " + expected);
    }

    private static String shown(String found) {
        return found.replaceAll("[^ -~]", "?");
    }
}
