package org.postrider.api.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;

class EnvelopeTest {

    private static final Recipient ANN = new Recipient(Address.parse("ann@x"));

    @Test
    void knowsWhatMailDeclared() {
        Envelope plain = new Envelope(Optional.empty(), List.of(ANN));
        Envelope rich = new Envelope(Optional.empty(), List.of(ANN), Map.of("SMTPUTF8", "", "BODY", "8bitmime"));
        assertThat(plain.isSmtpUtf8() || plain.isEightBit()).isFalse();
        assertThat(rich.isSmtpUtf8() && rich.isEightBit()).isTrue();
        assertThat(rich.isBinary()).isFalse();
        Envelope binary = new Envelope(Optional.empty(), List.of(ANN), Map.of("BODY", "BinaryMime"));
        assertThat(binary.isBinary() && binary.isEightBit()).isTrue();
    }

    @Test
    void theNullSenderIsTheEmptyPath() {
        assertThat(new Envelope(Optional.empty(), List.of(ANN)).reversePath()).isEmpty();
        assertThat(new Envelope(Optional.of(Address.parse("\"a b\"@x")), List.of(ANN)).reversePath())
                .isEqualTo("\"a b\"@x");
    }
}
