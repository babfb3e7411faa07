package org.postrider.api.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class ReplyTest {

    @Test
    void theEnhancedCodeFitsTheReplyCode() {
        assertThat(Reply.of(550, "5.7.1", "no")).hasToString("550 5.7.1 no");
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(550, "4.7.1", "no"));
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(354, "5.0.0", "no"));
    }

    @Test
    void aLineCannotBecomeTwo() {
        for (String text : List.of("a\r\n250 b", "a\nb", "a\rb", "a\0b", "a\u007fb", "x".repeat(401))) {
            assertThatIllegalArgumentException().isThrownBy(() -> Reply.of(250, "2.0.0", text));
        }
    }

    @Test
    void refusesCodesAndShapesThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.plain(199, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> Reply.plain(600, "x"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Reply(250, Optional.empty(), List.of()));
        for (String code : List.of("", "5.7", "5.7.1.1", "3.1.1", "5.7.1000", "5.7.x")) {
            assertThatIllegalArgumentException().isThrownBy(() -> EnhancedCode.parse(code));
        }
    }

    @Test
    void aSuffixFitsEvenOnALongLine() {
        Reply long400 = Reply.of(550, "5.7.1", "x".repeat(400));
        assertThat(long400.withSuffix(" (id A)").lines().get(0)).hasSize(400).endsWith("x (id A)");
    }
}
