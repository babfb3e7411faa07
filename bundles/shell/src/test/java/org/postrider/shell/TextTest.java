package org.postrider.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void noTextFromOutsideActsOnATerminal() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(20, 0, 0x3000).forEach(text::appendCodePoint);
            assertThat(Printable.text(text.toString())).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\u2028\\u2029]");
        }
    }

    @Test
    void controlsAreShownAsTheirCodeAndLettersStay() {
        assertThat(Printable.text("Grüße 用户 😀\u001b\n\u202e")).isEqualTo("Grüße 用户 😀\\x1b\\x0a\\u{202e}");
    }

    @Test
    void ages() {
        assertThat(List.of(Duration.ofMillis(-5), Duration.ofSeconds(59), Duration.ofSeconds(192),
                Duration.ofMinutes(61), Duration.ofHours(52)).stream().map(Figures::age))
                .containsExactly("0s", "59s", "3m 12s", "1h 1m", "2d 4h");
    }

    @Test
    void sizes() {
        assertThat(List.of(0L, 1_023L, 1_024L, 1_048_575L, 1_048_576L, Long.MAX_VALUE).stream().map(Figures::size))
                .containsExactly("0 B", "1023 B", "1.0 KiB", "1.0 MiB", "1.0 MiB", "8.0 EiB");
    }

    @Test
    void distancesCountLettersRegardlessOfCase() {
        assertThat(Suggestion.distance("spf", "SPG")).isEqualTo(1);
        assertThat(Suggestion.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestion.distance("kitten", "sitting")).isEqualTo(3);
    }

    @Test
    void suggestions() {
        assertThat(Suggestion.among("dmrac", List.of("dkim", "dmarc"))).isEqualTo(" Did you mean dmarc?");
        assertThat(Suggestion.among("nothing-like-it", List.of("b", "a"))).isEqualTo(" There is: a, b.");
        assertThat(Suggestion.among("x", List.of())).isEmpty();
    }
}
