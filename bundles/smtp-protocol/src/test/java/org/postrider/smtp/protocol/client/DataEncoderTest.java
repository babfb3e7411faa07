package org.postrider.smtp.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DataEncoderTest {

    private static String encode(String text, int inSize, int outSize) {
        DataEncoder encoder = new DataEncoder();
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteBuffer out = ByteBuffer.allocate(outSize);
        for (int i = 0; i < bytes.length; i += inSize) {
            ByteBuffer in = ByteBuffer.wrap(bytes, i, Math.min(inSize, bytes.length - i)).slice();
            while (in.hasRemaining()) {
                encoder.encode(in, out);
                drain(out, all);
            }
        }
        encoder.end(out);
        drain(out, all);
        return all.toString(StandardCharsets.ISO_8859_1);
    }

    private static void drain(ByteBuffer out, ByteArrayOutputStream all) {
        all.write(out.array(), 0, out.position());
        out.clear();
    }

    @ParameterizedTest
    @CsvSource({
        "'','.\r\n'",
        "'a\r\n','a\r\n.\r\n'",
        "'a','a\r\n.\r\n'",
        "'.','..\r\n.\r\n'",
        "'.\r\n','..\r\n.\r\n'",
        "'a\r\n.\r\nb\r\n','a\r\n..\r\nb\r\n.\r\n'",
        "'a\r\n..x\r\n','a\r\n...x\r\n.\r\n'",
        "'a.b\r\n','a.b\r\n.\r\n'",
        "'a\r','a \r\n.\r\n'",
        "'a\r\r\nb\r\n','a \r\nb\r\n.\r\n'"})
    void encodes(String text, String expected) {
        assertThat(encode(text, 1_000, 1_000)).isEqualTo(expected);
    }

    /** The sequences of the SMTP smuggling tools. */
    @ParameterizedTest
    @ValueSource(strings = {"\n.\n", "\n.\r", "\r.\r", "\r.\n", "\n.\r\n", "\r.\r\n", "\r\n.\n", "\r\n.\r",
        "\r\n.\r\r\n", "\r\r\n.\r\r\n", "\r\n\0.\r\n", "\r\n.\r\n"})
    void nothingIsSmuggled(String sequence) {
        String sent = encode("a" + sequence + "MAIL FROM:<x@y.test>\r\n", 1_000, 1_000);
        assertThat(sent.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
        assertThat(sent.indexOf("\r\n.\r\n")).isEqualTo(sent.length() - 5);
    }

    @Test
    void anythingEndsOnceWithoutBareLineEndsHoweverItIsCut() {
        Random random = new Random(5);
        String alphabet = "\r\n..ab\0";
        for (int run = 0; run < 30_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(25); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String sent = encode(text.toString(), 1_000, 1_000);
            assertThat(sent.replace("\r\n", "")).doesNotContain("\r").doesNotContain("\n");
            assertThat(("\r\n" + sent).indexOf("\r\n.\r\n")).isEqualTo(sent.length() - 3);
            assertThat(encode(text.toString(), 1 + random.nextInt(3), 6 + random.nextInt(4))).isEqualTo(sent);
            assertThat(unstuffed(sent)).isEqualTo(expected(text.toString()));
        }
    }

    private static String unstuffed(String sent) {
        return sent.substring(0, sent.length() - 3).replaceAll("(?<=^|\r\n)\\.", "");
    }

    private static String expected(String text) {
        String clean = text.replaceAll("\r(?!\n)", " ").replaceAll("(?<!\r)\n", " ");
        return clean.isEmpty() || clean.endsWith("\r\n") ? clean : clean + "\r\n";
    }
}
