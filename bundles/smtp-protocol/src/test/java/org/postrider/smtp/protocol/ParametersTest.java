package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {

    @Test
    void keywordsAreUpperCaseAndValuesAsTheyAre() throws Exception {
        assertThat(Parameters.parse("")).isEmpty();
        assertThat(Parameters.parse(" size=10")).isEqualTo(Map.of("SIZE", "10"));
        assertThat(Parameters.parse(" A-1=b+C<>\"; 2x é=".replace(" é=", " E=é")))
                .isEqualTo(Map.of("A-1", "b+C<>\";", "2X", "", "E", "é"));
    }

    @ParameterizedTest
    @ValueSource(strings = {
        " ", "  A", " A ", " A  B", " =", " =b", " A=", " -A", " A_B", " é", " A=b=c", " A=\u007f", " A\0",
        " A=b\t", " A A", " A=1 a=2"})
    void malformed(String rest) {
        assertThatThrownBy(() -> Parameters.parse(rest)).isInstanceOf(SyntaxFault.class)
                .hasMessageStartingWith("501 5.5.4");
    }

    @Test
    void anyTextIsReadOrRefused() {
        Random random = new Random(1869);
        for (int i = 0; i < 50_000; i++) {
            StringBuilder text = new StringBuilder(" ");
            for (int length = random.nextInt(10); length > 0; length--) {
                text.append("Az9-= =\0é_".charAt(random.nextInt(10)));
            }
            try {
                assertThat(Parameters.parse(text.toString())).allSatisfy((keyword, value) -> {
                    assertThat(keyword).matches("[A-Z0-9][A-Z0-9-]*");
                    assertThat(value).doesNotContain("=", " ", "\0");
                });
            } catch (SyntaxFault refused) {
                assertThat(refused.reply().code()).isEqualTo(501);
            }
        }
    }
}
