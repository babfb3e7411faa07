package org.postrider.mime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.postrider.api.message.MessageLimitException;
import org.postrider.api.message.Part;

/** Messages that are made to cost: each takes at most two seconds of CPU, and has the same answer every time. */
class HostileMessageTest {

    private long began;

    @BeforeEach
    void begin() {
        began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    @AfterEach
    void isCheap() {
        long took = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
        assertThat(took).as("CPU time").isLessThan(TimeUnit.SECONDS.toNanos(2));
    }

    /** A message of many times the same bytes, which is never in memory as a whole. */
    private static ParsedMessage repeated(String head, String piece, int times) {
        byte[] first = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] block = piece.repeat(1_000).getBytes(StandardCharsets.ISO_8859_1);
        return new ParsedMessage(first.length + (long) piece.length() * times, () -> new SequenceInputStream(
                Collections.enumeration(Stream.concat(Stream.of(first), Stream.generate(() -> block).limit(times / 1_000))
                        .map(java.io.ByteArrayInputStream::new).toList())));
    }

    private static void isBeyond(ParsedMessage message, String limit) {
        assertThatThrownBy(message::parts).isInstanceOf(MessageLimitException.class).hasMessageContaining(limit);
        assertThatThrownBy(message::parts).isInstanceOf(MessageLimitException.class).hasMessageContaining(limit);
    }

    private static ParsedMessage nested(int depth) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            text.append("Content-Type: multipart/mixed; boundary=b").append(i).append("\r\n\r\n--b").append(i).append("\r\n");
        }
        return Mail.of((text + "\r\ninnermost").getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void tenThousandLevels() {
        isBeyond(nested(10_000), "100 levels");
    }

    @Test
    void aHundredLevelsAreAllowedAndOneMoreIsNot() {
        assertThat(nested(100).parts().map(Part::depth)).containsExactly(100);
        isBeyond(nested(101), "100 levels");
    }

    @Test
    void messagesInMessagesWithoutEnd() {
        isBeyond(repeated("", "Content-Type: message/rfc822\r\n\r\n", 1_000_000), "100 levels");
    }

    @Test
    void aHundredThousandParts() {
        isBeyond(repeated("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n\r\nx\r\n", 100_000), "1000 parts");
    }

    @Test
    void aThousandPartsAreAllowedAndOneMoreIsNot() {
        String head = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
        assertThat(repeated(head, "--b\r\n\r\nx\r\n", 1_000).parts()).hasSize(1_000);
        isBeyond(repeated(head + "--b\r\n\r\nx\r\n", "--b\r\n\r\nx\r\n", 1_000), "1000 parts");
    }

    @Test
    void aMillionFields() {
        ParsedMessage message = repeated("", "A: b\r\n", 1_000_000);
        assertThatThrownBy(message::headers).isInstanceOf(MessageLimitException.class).hasMessageContaining("1000 fields");
        isBeyond(message, "1000 fields");
    }

    @Test
    void partsThatAreAllHeader() {
        String fields = "X-Abcdefghij: klmnopqrstuvwxyz\r\n".repeat(900);
        isBeyond(repeated("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n" + fields + "\r\n", 1_000),
                "20000 header fields");
        String folded = "X: " + ("y".repeat(900) + "\r\n ").repeat(100) + "\r\n";
        isBeyond(repeated("Content-Type: multipart/mixed; boundary=b\r\n\r\n", "--b\r\n" + folded + "\r\n", 1_000),
                "4194304 octets");
    }

    @Test
    void lineWithoutEnd() {
        assertThat(repeated("Subject: x\r\n\r\n", "<", 35_000_000).parts().map(Part::size)).containsExactly(35_000_000L);
        isBeyond(repeated("", "<", 35_000_000), "102400 octets");
    }

    @Test
    void tenMegabytesOfLinesThatAreAlmostBoundaries() {
        StringBuilder head = new StringBuilder();
        String common = "x".repeat(60);
        for (int i = 0; i < 99; i++) {
            head.append("Content-Type: multipart/mixed; boundary=").append(common).append(i).append("\r\n\r\n--")
                    .append(common).append(i).append("\r\n");
        }
        ParsedMessage message = repeated(head + "\r\n", "--" + common + "-\r\n", 155_000);
        assertThat(message.parts()).hasSize(1);
    }

    @Test
    void aHeaderFullOfEncodedWords() {
        for (String piece : List.of("=?utf-8?q?a?= ", "=?utf-8?q?", "=?", "?=", "=?a?b?c?=", "=?utf-8?b?====?=",
                "=?utf-8?q?=?=")) {
            String name = piece.repeat(90_000 / piece.length());
            ParsedMessage message = Mail.of(("Content-Disposition: attachment; filename=\"" + name + "\"\r\n\r\nx")
                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(message.parts().map(Part::fileName).toList()).as(piece).hasSize(1);
        }
    }

    @Test
    void aHeaderFullOfParameters() {
        for (String piece : List.of("a=b;", "a", ";", "=", "a*", "a*0*=%41;", "\"", "\\", "(", "a =", " a", "a b=c ", "%")) {
            String value = piece.repeat(100_000 / piece.length());
            ParsedMessage message = Mail.of(("Content-Type: text/plain; " + value + "\r\n\r\nx")
                    .getBytes(StandardCharsets.ISO_8859_1));
            assertThat(message.parts().map(Part::contentTypeParameters).toList()).as(piece).hasSize(1);
        }
        String numbered = IntStream.range(0, 9_000).mapToObj(i -> "n*" + i + "*=%4" + i % 10).reduce((a, b) -> a + ";" + b)
                .orElseThrow();
        assertThat(Mail.of(("Content-Type: text/plain; " + numbered.substring(0, 95_000) + "\r\n\r\nx")
                .getBytes(StandardCharsets.ISO_8859_1)).parts()).hasSize(1);
    }

    @Test
    void bodiesFullOfBrokenEncodings() throws IOException {
        for (String encoding : List.of("base64", "quoted-printable")) {
            for (String piece : List.of("=", " ", "=\r\n", "A", "= ", "\r", "!")) {
                ParsedMessage message = repeated("Content-Transfer-Encoding: " + encoding + "\r\n\r\n", piece, 2_000_000);
                try (InputStream in = message.parts().findFirst().orElseThrow().open()) {
                    assertThat(in.transferTo(java.io.OutputStream.nullOutputStream()))
                            .isLessThanOrEqualTo(2_000_000L * piece.length());
                }
            }
        }
    }

    @RepeatedTest(300)
    void whateverIsChangedInAMessageNothingThrows(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        byte[] bytes = ("""
                Content-Type: multipart/mixed; boundary="b"; x*0*=utf-8'en'%C3; x*1=y
                Subject: =?utf-8?b?4oKs?= =?iso-8859-1?q?=E9_?=

                --b
                Content-Type: message/rfc822

                Content-Type: multipart/digest; boundary=c

                --c

                From: x

                text
                --c--
                --b
                Content-Transfer-Encoding: quoted-printable
                Content-Disposition: attachment; filename="a=?utf-8?q?=2Fb?=.txt"

                a=20=
                b=ZZ
                --b--
                """).getBytes(StandardCharsets.ISO_8859_1);
        String dice = "\r\n\0 -=?;:\"*'%bc\t/\\()" + (char) 0xe9;
        for (int change = 0; change < 100; change++) {
            for (int i = random.nextInt(8); i >= 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) dice.charAt(random.nextInt(dice.length()));
            }
            ParsedMessage message = Mail.of(bytes.clone());
            message.headers();
            List<Part> parts = message.parts().toList();
            assertThat(parts).isNotEmpty();
            for (Part part : parts) {
                assertThat(part.fileName()).doesNotContain("/").doesNotContain("\\").doesNotContain("\0");
                assertThat(Mail.content(part).length()).isLessThanOrEqualTo((int) part.size());
                part.headers();
            }
        }
    }
}
