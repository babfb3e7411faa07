package org.postrider.api.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;

class DeliveryTermsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static Envelope envelope(Map<String, String> parameters) {
        return new Envelope(Optional.empty(), List.of(new Recipient(Address.parse("joe@example.org"))), parameters);
    }

    private static DeliveryTerms terms(String... keysAndValues) {
        Map<String, String> said = new java.util.HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            said.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return DeliveryTerms.of(envelope(said), NOW);
    }

    @ParameterizedTest
    @CsvSource({"120;R,120,RETURN,false", "1;rt,1,RETURN,true", "999999999;N,999999999,NOTIFY,false", "0;N,0,NOTIFY,false",
            "-60;NT,-60,NOTIFY,true", "+60;n,60,NOTIFY,false"})
    void aTimeToDeliverIsRead(String value, long seconds, DeliverBy.Mode mode, boolean trace) {
        assertThat(DeliverBy.parse(value, NOW)).contains(new DeliverBy(NOW.plusSeconds(seconds), mode, trace));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "120", ";R", "120;", "120;X", "120;T", "120;TR", "120;R;T", " 120;R", "120;R ", "0;R", "-1;R",
            "1000000000;R", "1.5;R", "\u0661;R", "--1;N", "120,R"})
    void whatIsNoTimeToDeliverIsNone(String value) {
        assertThat(DeliverBy.parse(value, NOW)).isEmpty();
        assertThat(terms("BY", value)).isSameAs(DeliveryTerms.NONE);
    }

    @Test
    void theNextServerHasTheTimeThatIsLeft() {
        DeliverBy by = DeliverBy.parse("120;NT", NOW).orElseThrow();
        assertThat(by.value(NOW.plusSeconds(50))).isEqualTo("70;NT");
        assertThat(by.value(NOW.plusSeconds(180))).isEqualTo("-60;NT");
        assertThat(by.value(NOW.plus(Duration.ofDays(40_000)))).isEqualTo("-999999999;NT");
        assertThat(DeliverBy.parse("120;R", NOW).orElseThrow().value(NOW.plusSeconds(500))).isEqualTo("1;R");
    }

    @Test
    void onlyWhatIsToBeReturnedIsOver() {
        assertThat(terms("BY", "120;R").isOver(NOW.plusSeconds(119))).isFalse();
        assertThat(terms("BY", "120;R").isOver(NOW.plusSeconds(120))).isTrue();
        assertThat(terms("BY", "120;N").isOver(NOW.plusSeconds(500))).isFalse();
        assertThat(DeliveryTerms.NONE.isOver(NOW)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"HOLDFOR,3600,2026-03-01T13:00:00Z", "HOLDFOR,0,2026-03-01T12:00:00Z",
            "HOLDUNTIL,2026-03-02T08:00:00Z,2026-03-02T08:00:00Z", "HOLDUNTIL,2026-03-02t08:00:00z,2026-03-02T08:00:00Z",
            "HOLDUNTIL,2026-03-02T08:00:00+02:00,2026-03-02T06:00:00Z",
            "HOLDUNTIL,2026-03-02T08:00:00.5Z,2026-03-02T08:00:00.500Z"})
    void aReleaseIsRead(String keyword, String value, Instant then) {
        assertThat(terms(keyword, value).notBefore()).contains(then);
    }

    @ParameterizedTest
    @CsvSource({"HOLDFOR,''", "HOLDFOR,-1", "HOLDFOR,1000000000", "HOLDFOR,+1", "HOLDFOR,1h", "HOLDUNTIL,''",
            "HOLDUNTIL,2026-13-02T08:00:00Z", "HOLDUNTIL,2026-02-30T08:00:00Z", "HOLDUNTIL,2026-03-02T08:00:00",
            "HOLDUNTIL,2026-03-02", "HOLDUNTIL,+99999-03-02T08:00:00Z", "HOLDUNTIL,2026-03-02T08:00:00+99:00"})
    void whatIsNoReleaseIsNone(String keyword, String value) {
        assertThat(terms(keyword, value)).isSameAs(DeliveryTerms.NONE);
    }

    @Test
    void theWaitEndsAtTheRelease() {
        assertThat(terms("HOLDFOR", "60").wait(NOW.plusSeconds(20))).isEqualTo(Duration.ofSeconds(40));
        assertThat(terms("HOLDFOR", "60").wait(NOW.plusSeconds(60))).isZero();
        assertThat(DeliveryTerms.NONE.wait(NOW)).isZero();
    }

    @Test
    void prioritiesAreSmallNumbers() {
        for (int i = -9; i <= 9; i++) {
            assertThat(terms("MT-PRIORITY", "" + i).priority()).isEqualTo(i);
        }
        for (String value : List.of("", "10", "-10", "+1", "-0", "00", "01", "high", "\u0661")) {
            assertThat(DeliveryTerms.priority(value)).as(value).isEmpty();
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeliveryTerms(Optional.empty(), Optional.empty(), 10));
    }

    @Test
    void whatGoesOnIsNotHeldAgainAndHasTheTimeThatIsLeft() {
        Envelope envelope = envelope(Map.of("HOLDFOR", "30", "BY", "120;R", "MT-PRIORITY", "3", "BODY", "8BITMIME"));
        assertThat(DeliveryTerms.of(envelope, NOW).onward(envelope, NOW.plusSeconds(40)))
                .isEqualTo(envelope(Map.of("BY", "80;R", "MT-PRIORITY", "3", "BODY", "8BITMIME")));
        Envelope usual = envelope(Map.of("MT-PRIORITY", "3"));
        assertThat(DeliveryTerms.of(usual, NOW).onward(usual, NOW)).isSameAs(usual);
    }
}
