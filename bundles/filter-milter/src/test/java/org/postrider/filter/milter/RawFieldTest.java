package org.postrider.filter.milter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RawFieldTest {

    private static List<String> split(String block) {
        return RawField.split(block.getBytes(StandardCharsets.ISO_8859_1)).stream()
                .map(field -> field.name() + "=" + new String(field.value(), StandardCharsets.ISO_8859_1)).toList();
    }

    @Test
    void foldsWithLf() {
        assertThat(split("Subject: a\r\n b\r\n\tc\r\nTo:x\r\n\r\n")).containsExactly("Subject= a\n b\n\tc", "To=x");
    }

    @Test
    void keepsOctetsAndLooseCarriageReturns() {
        assertThat(split("A:\u00fc\u00ff  \rx\r\r\n\r\n")).containsExactly("A=\u00fc\u00ff  \rx\r");
    }

    @Test
    void leavesOutWhatIsNoField() {
        assertThat(split("no field\r\n folded\r\nA b: c\r\n: x\r\n" + "n".repeat(77) + ": x\r\nGood : y\r\nEnd: z"))
                .containsExactly("Good= y", "End= z");
    }

    @Test
    void anEmptyHeaderHasNone() {
        assertThat(split("")).isEmpty();
        assertThat(split("\r\n")).isEmpty();
        assertThat(split("A:\r\n\r\n")).containsExactly("A=");
    }

    @ParameterizedTest
    @CsvSource({"true, '  b'", "false, b"})
    void theSpaceBehindTheColonIsTheMiltersChoice(boolean space, String value) {
        RawField field = RawField.split("A:  b\r\n\r\n".getBytes(StandardCharsets.US_ASCII)).get(0);
        assertThat(new String(field.payload(space).octets(), StandardCharsets.US_ASCII)).isEqualTo("A\0" + value + "\0");
    }

    @Test
    void aNulDoesNotEndAValue() {
        RawField field = RawField.split("A: b\0c\r\n".getBytes(StandardCharsets.US_ASCII)).get(0);
        assertThat(new String(field.payload(true).octets(), StandardCharsets.US_ASCII)).isEqualTo("A\0 b?c\0");
    }
}
