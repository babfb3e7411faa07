package org.postrider.sasl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaslprepTest {

    @ParameterizedTest
    @CsvSource({ // RFC 4013 3
        "I\u00adX, IX", "user, user", "USER, USER", "\u00aa, a", "\u2168, IX",
        // spaces, composition, compatibility
        "a\u00a0b, a b", "a\u3000b, a b", "e\u0301, \u00e9", "\ufb01n, fin", "\u05d0\u05d1, \u05d0\u05d1", "'', ''"})
    void prepared(String text, String expected) {
        assertThat(Saslprep.prepare(text)).contains(expected);
    }

    @Test
    void refused() {
        for (String text : new String[] {
            "\u0007", "\u0627\u0031", // RFC 4013 3
            "a\u0000b", "a\u007f", "\u0085", "\ue000", "\ufffd", "\u2028", "\u200e", "\ufffe", "a\ud800", "\u0378",
            "\u05d0a\u05d1", "1\u05d0"}) {
            assertThat(Saslprep.prepare(text)).as("%x", text.codePointAt(0)).isEmpty();
        }
    }
}
