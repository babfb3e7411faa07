package org.postrider.testing.smtp;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A transcript, read.
 *
 * @param name of its file
 * @param about what it shows
 * @param turns what happens, in order
 */
public record Transcript(String name, String about, List<Turn> turns) {

    /** One thing that happens. */
    sealed interface Turn {

        /** The client sends. */
        record Sends(byte[] bytes) implements Turn {}

        /** The server sends one line. */
        record Line(String pattern) implements Turn {}

        /** The server sends a reply. */
        record WholeReply(String code, List<String> patterns) implements Turn {}

        /** The server closes. */
        record Closes() implements Turn {}
    }

    private static final Pattern CLIENT = Pattern.compile("C(?:\\*(\\d+))?([:~]) ?(.*)");
    private static final Pattern SERVER = Pattern.compile("S(?:\\*(\\d+))?: (.*)");
    private static final Pattern REPLY = Pattern.compile("S\\+ (\\d{3})(?: (.*))?");

    public Transcript {
        turns = List.copyOf(turns);
    }

    /** @throws IllegalArgumentException if a line is of no known form; the message names it */
    public static Transcript parse(String name, String text) {
        StringBuilder about = new StringBuilder();
        List<Turn> turns = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.startsWith("#")) {
                about.append(line.substring(1).strip()).append(' ');
            } else if (!line.isBlank()) {
                add(turns, name, line);
            }
        }
        if (about.isEmpty()) {
            throw new IllegalArgumentException(name + " does not say what it shows");
        }
        return new Transcript(name, about.toString().strip(), turns);
    }

    private static void add(List<Turn> turns, String name, String line) {
        Matcher client = CLIENT.matcher(line);
        Matcher server = SERVER.matcher(line);
        Matcher reply = REPLY.matcher(line);
        if (client.matches()) {
            byte[] once = unescape(client.group(3) + (client.group(2).equals(":") ? "\\r\\n" : ""));
            turns.add(new Turn.Sends(repeated(once, count(client.group(1)))));
        } else if (server.matches()) {
            for (int i = 0; i < count(server.group(1)); i++) {
                turns.add(new Turn.Line(server.group(2)));
            }
        } else if (reply.matches()) {
            String patterns = reply.group(2);
            turns.add(new Turn.WholeReply(reply.group(1), patterns == null
                    ? List.of() : List.of(patterns.split("\\|"))));
        } else if (line.equals("S!")) {
            turns.add(new Turn.Closes());
        } else {
            throw new IllegalArgumentException(name + ": what is this? " + line);
        }
    }

    private static int count(String text) {
        return text == null ? 1 : Integer.parseInt(text);
    }

    private static byte[] repeated(byte[] once, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(once.length * times);
        for (int i = 0; i < times; i++) {
            all.writeBytes(once);
        }
        return all.toByteArray();
    }

    private static byte[] unescape(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int at = 0;
        while (at < text.length()) {
            int escape = text.indexOf('\\', at);
            int end = escape < 0 ? text.length() : escape;
            out.writeBytes(text.substring(at, end).getBytes(StandardCharsets.UTF_8));
            at = end;
            if (escape >= 0) {
                at += escaped(out, text, escape);
            }
        }
        return out.toByteArray();
    }

    /** Writes what an escape stands for, and returns how long it is. */
    private static int escaped(ByteArrayOutputStream out, String text, int at) {
        char kind = text.charAt(at + 1);
        switch (kind) {
            case 'r' -> out.write('\r');
            case 'n' -> out.write('\n');
            case '0' -> out.write(0);
            case '\\' -> out.write('\\');
            case 'x' -> out.write(Integer.parseInt(text.substring(at + 2, at + 4), 16));
            default -> throw new IllegalArgumentException("no such escape: \\" + kind);
        }
        return kind == 'x' ? 4 : 2;
    }
}
