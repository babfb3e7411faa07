package org.postrider.api.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTest {

    @Test
    void unfoldsAsRfc5322Says() {
        assertThat(new Header("Subject", " a\r\n b\r\n\tc ").unfolded()).isEqualTo("a b\tc");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nBcc: x", "a\n b", "a\r b", "a\r\n", "a\r\n\r\nbody", "a\0b", "\r\nX: y"})
    void nothingBreaksOutOfAField(String value) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Header("X", value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a:b", "a b", "a\r\n", "ä"})
    void refusesNamesThatAreNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Header(name, "x"));
    }
}
