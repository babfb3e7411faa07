package org.postrider.testing.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;

/** Plays transcripts and fails when the server says something else. */
public final class TranscriptRunner {

    /** Connects to the server under test. */
    @FunctionalInterface
    public interface Connector {
        Dialog connect() throws IOException;
    }

    private final Dialog dialog;
    private final Transcript transcript;
    private final ByteArrayOutputStream unsent = new ByteArrayOutputStream();
    private final StringBuilder heard = new StringBuilder();

    private TranscriptRunner(Transcript transcript, Dialog dialog) {
        this.transcript = transcript;
        this.dialog = dialog;
    }

    /** A test for each golden transcript, for a {@code @TestFactory}. */
    public static Stream<DynamicTest> tests(Connector connector) {
        return Transcripts.all().stream().map(transcript ->
                DynamicTest.dynamicTest(transcript.name(), () -> play(transcript, connector)));
    }

    /** Plays one transcript on a connection of its own. */
    public static void play(Transcript transcript, Connector connector) throws IOException {
        try (Dialog dialog = connector.connect()) {
            new TranscriptRunner(transcript, dialog).play();
        }
    }

    private void play() throws IOException {
        boolean closed = false;
        for (Transcript.Turn turn : transcript.turns()) {
            if (turn instanceof Transcript.Turn.Sends sends) {
                unsent.writeBytes(sends.bytes());
                continue;
            }
            flush();
            if (turn instanceof Transcript.Turn.Line line) {
                line(line.pattern());
            } else if (turn instanceof Transcript.Turn.WholeReply reply) {
                reply(reply);
            } else {
                end();
                closed = true;
            }
        }
        flush();
        if (!closed) {
            leave();
        }
    }

    private void flush() throws IOException {
        if (unsent.size() > 0) {
            dialog.send(unsent.toByteArray());
            unsent.reset();
        }
    }

    private void line(String pattern) throws IOException {
        String line = next(pattern);
        assertThat(matches(line, pattern))
                .as("%s: expected \"%s\", came \"%s\" after:%n%s", transcript.name(), pattern, line, heard)
                .isTrue();
    }

    private void reply(Transcript.Turn.WholeReply reply) throws IOException {
        List<String> texts = new ArrayList<>();
        String line;
        do {
            line = next(reply.code());
            assertThat(line).as("%s, after:%n%s", transcript.name(), heard).matches(reply.code() + "[ -].*");
            texts.add(line.substring(4));
        } while (line.charAt(3) == '-');
        for (String pattern : reply.patterns()) {
            assertThat(texts).as("%s: a line of the reply is \"%s\"", transcript.name(), pattern)
                    .anyMatch(text -> matches(text, pattern));
        }
    }

    private String next(String expected) throws IOException {
        try {
            Optional<String> line = dialog.read();
            line.ifPresent(text -> heard.append(text).append('\n'));
            return line.orElseThrow(() -> new IOException("the server has closed"));
        } catch (IOException e) {
            throw new IOException(transcript.name() + ": expected \"" + expected + "\", but " + e.getMessage()
                    + ", after:\n" + heard, e);
        }
    }

    private void end() throws IOException {
        assertThat(dialog.read()).as("%s: the server closes", transcript.name()).isEmpty();
    }

    /** Nothing that was not expected may have been said: the next reply is the one to QUIT. */
    private void leave() throws IOException {
        dialog.send("QUIT\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        line("221 *");
        end();
    }

    private static boolean matches(String line, String pattern) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        return line.matches(regex);
    }
}
