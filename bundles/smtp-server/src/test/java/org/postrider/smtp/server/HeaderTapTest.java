package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTapTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            A: a/B: b/ c//body//more/ | 18
            //body                    | 2
            A: a/                     | 6
            A: a                      | 4
            ''                        | 0
            """)
    void theHeaderEndsAtTheFirstEmptyLineHoweverItComes(String text, int length) {
        byte[] bytes = text.replace("/", "\r\n").getBytes(StandardCharsets.US_ASCII);
        for (int cut = 0; cut <= bytes.length; cut++) {
            HeaderTap tap = new HeaderTap();
            tap.take(ByteBuffer.wrap(bytes, 0, cut));
            tap.take(ByteBuffer.wrap(bytes, cut, bytes.length - cut));
            assertThat(tap.block().length()).isEqualTo(length);
        }
    }

    @Test
    void aBufferIsLeftAsItIs() {
        ByteBuffer bytes = ByteBuffer.wrap("A: a\r\n\r\nbody".getBytes(StandardCharsets.US_ASCII));
        new HeaderTap().take(bytes);
        assertThat(bytes.remaining()).isEqualTo(12);
    }
}
