package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataDecoderTest {

    private record Decoded(String text, boolean ended, boolean bare, String rest) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            .^$           | ''
            a^$.^$        | a^$
            ..^$.^$       | .^$
            ..a^$.^$      | .a^$
            .a^$.^$       | a^$
            a..^$...^$.^$ | a..^$..^$
            a.^$.^$       | a.^$
            ^$^$.^$       | ^$^$
            """)
    void dotStuffingIsUndone(String input, String expected) {
        Pieces.each(bytes(input + "REST"), pieces ->
                assertThat(decode(pieces)).isEqualTo(new Decoded(shown(expected), true, false, "REST")));
    }

    // the list of SMTP-Smuggling-Tools
    @ParameterizedTest
    @ValueSource(strings = {
        "$.$", "$.^", "^.$", "^.^", "$.^$", "^.^$", "^$.$", "^$.^", "^$.^^$", "^^$.^^$", "^$\0.^$", "^$.\0^$", "$.",
        "^."})
    void nothingElseEndsData(String attack) {
        String inner = "Hello." + attack + "MAIL FROM:<evil@example.org>^$DATA^$Evil.";
        Pieces.each(bytes(inner + "^$.^$NOOP^$"), pieces -> {
            Decoded decoded = decode(pieces);
            assertThat(decoded.ended()).isTrue();
            assertThat(decoded.rest()).isEqualTo("NOOP\r\n");
            assertThat(decoded.text()).contains("MAIL FROM:<evil@example.org>\r\nDATA\r\nEvil.\r\n");
            assertThat(decoded.bare()).isEqualTo(!attack.contains("\0"));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            a$b^$.^$     | a^$b^$
            a^b^$.^$     | a^$b^$
            a$.b^$.^$    | a^$.b^$
            a$..b^$.^$   | a^$..b^$
            a$$^^b^$.^$  | a^$^$^$^$b^$
            .$^$.^$      | ^$^$
            .^b^$.^$     | ^$b^$
            a^^$.^$      | a^$^$
            """)
    void bareBreaksBecomeLineEnds(String input, String expected) {
        Pieces.each(bytes(input), pieces ->
                assertThat(decode(pieces)).isEqualTo(new Decoded(shown(expected), true, true, "")));
    }

    @Test
    void agreesWithTheRuleForAnyBytes() {
        Random random = new Random(5321);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[1 + random.nextInt(24)];
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) "\r\n.\r\n.ab".charAt(random.nextInt(8));
            }
            String shown = new String(bytes, StandardCharsets.ISO_8859_1);
            assertThat(decode(Pieces.random(bytes, random))).as(printable(shown)).isEqualTo(rule(shown));
        }
    }

    /** RFC 5321 4.5.2 in the plainest words: split at CRLF, then look at each line. */
    private static Decoded rule(String input) {
        StringBuilder text = new StringBuilder();
        boolean bare = false;
        int at = 0;
        while (at < input.length()) {
            int end = input.indexOf("\r\n", at);
            String line = input.substring(at, end < 0 ? input.length() : end);
            if (end >= 0 && line.equals(".")) {
                return new Decoded(text.toString(), true, bare, input.substring(end + 2));
            }
            if (end < 0 && line.matches("\\.\r?")) {
                return new Decoded(text.toString(), false, bare, ""); // what it is shows later
            }
            String content = line.startsWith(".") ? line.substring(1) : line;
            boolean open = end < 0 && content.endsWith("\r");
            content = open ? content.substring(0, content.length() - 1) : content;
            String normal = content.replaceAll("\r|\n", "\r\n");
            bare |= content.matches("(?s).*[\r\n].*");
            text.append(normal).append(end < 0 ? "" : "\r\n");
            at = end < 0 ? input.length() : end + 2;
        }
        return new Decoded(text.toString(), false, bare, "");
    }

    @Test
    void longestLineIsMeasuredAcrossPieces() {
        DataDecoder decoder = new DataDecoder();
        for (String piece : List.of("aa\r", "\nbb", "bbb\nc", "c")) {
            decoder.decode(ByteBuffer.wrap(Pieces.latin1(piece)), slice -> { });
        }
        assertThat(decoder.longestLine()).isEqualTo(6); // bbbbb and its LF
    }

    private static Decoded decode(List<ByteBuffer> pieces) {
        DataDecoder decoder = new DataDecoder();
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        StringBuilder rest = new StringBuilder();
        boolean ended = false;
        for (ByteBuffer piece : pieces) {
            ByteBuffer input = piece.duplicate();
            if (!ended) {
                ended = decoder.decode(input, slice -> copy(slice, text));
                assertThat(ended || !input.hasRemaining()).isTrue();
            }
            rest.append(StandardCharsets.ISO_8859_1.decode(input));
        }
        return new Decoded(text.toString(StandardCharsets.ISO_8859_1), ended, decoder.hasBareBreak(), rest.toString());
    }

    private static void copy(ByteBuffer slice, ByteArrayOutputStream to) {
        byte[] bytes = new byte[slice.remaining()];
        slice.get(bytes);
        to.writeBytes(bytes);
    }

    private static byte[] bytes(String text) {
        return Pieces.latin1(shown(text));
    }

    private static String shown(String text) {
        return text.replace('^', '\r').replace('$', '\n');
    }

    private static String printable(String text) {
        return text.replace('\r', '^').replace('\n', '$');
    }
}
