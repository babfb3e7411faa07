package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;

class ReplyEncoderTest {

    @Test
    void eachLineHasTheCodes() {
        Reply reply = new Reply(550, Optional.of(EnhancedCode.parse("5.7.1")), List.of("one", "two"));
        assertThat(text(reply)).isEqualTo("550-5.7.1 one\r\n550 5.7.1 two\r\n");
        assertThat(text(Reply.plain(354, "go"))).isEqualTo("354 go\r\n");
    }

    @Test
    void whatIsNotAsciiIsAQuestionMark() {
        assertThat(text(Reply.plain(250, "grün"))).isEqualTo("250 gr?n\r\n");
    }

    private static String text(Reply reply) {
        return new String(ReplyEncoder.encode(reply), StandardCharsets.US_ASCII);
    }
}
