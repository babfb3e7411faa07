package org.postrider.smtp.futurerelease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.testing.config.Configured;
import org.postrider.testing.extension.SampleSession;
import org.postrider.testing.extension.SmtpExtensionContract;

class FutureReleaseTest implements SmtpExtensionContract {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00.25Z");

    @Override
    public FutureRelease extension() {
        return new FutureRelease(Configured.with(FutureReleaseConfig.class, Map.of("maximum", 10)),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Override
    public List<Map<String, String>> taken() {
        return List.of(Map.of("HOLDFOR", "1"), Map.of("HOLDFOR", "864000"),
                Map.of("HOLDUNTIL", "2026-03-01T12:00:01Z"), Map.of("HOLDUNTIL", "2026-03-01t14:00:01.123456789+02:00"),
                Map.of("HOLDUNTIL", "2026-03-11T12:00:00Z"));
    }

    @Override
    public List<Map<String, String>> refused() {
        return Stream.concat(
                Stream.of("", "0", "000000001", "864001", "-1", "1h", "1000000000").map(value -> Map.of("HOLDFOR", value)),
                Stream.of("", "2026-03-01T12:00:00Z", "2026-03-11T12:00:01Z", "2026-03-02", "2026-03-02T25:00:00Z", "soon")
                        .map(value -> Map.of("HOLDUNTIL", value))).toList();
    }

    @Test
    void theLimitsAreTold() {
        assertThat(extension().offer(client())).contains("864000 2026-03-11T12:00:00Z");
    }

    @Test
    void onlyUsersHaveIt() {
        assertThat(extension().offer(SampleSession.neighbour())).isEmpty();
        assertThat(extension().offer(SampleSession.stranger())).isEmpty();
        assertThat(extension().offer(SampleSession.lmtp())).isEmpty();
    }

    private String refusal(Map<String, String> said) {
        return extension().mailRefusal(client(), said).map(Object::toString).orElse("");
    }

    @Test
    void aRefusalSaysWhatIsWrong() {
        assertThat(refusal(Map.of("HOLDFOR", "1", "HOLDUNTIL", "2026-03-01T12:00:01Z")))
                .isEqualTo("501 5.5.4 Syntax: HOLDFOR=seconds or HOLDUNTIL=date-time, not both");
        assertThat(refusal(Map.of("HOLDFOR", "0")))
                .isEqualTo("501 5.5.4 Syntax: HOLDFOR=seconds or HOLDUNTIL=date-time, not both");
        assertThat(refusal(Map.of("HOLDFOR", "864001")))
                .isEqualTo("501 5.5.4 No message is kept for longer than 864000 seconds");
        assertThat(refusal(Map.of("HOLDUNTIL", "2026-03-01T12:00:00Z"))).isEqualTo("501 5.5.4 That time has passed");
    }

    @ParameterizedTest
    @CsvSource({"60;R,true", "3600;R,true", "3601;R,false", "60;N,true", "3600;N,true", "3601;NT,false", "-1;N,true", "x,false"})
    void whatWouldBeLateBeforeItIsSentIsRefused(String by, boolean refused) {
        assertThat(refusal(Map.of("HOLDFOR", "3600", "BY", by)))
                .isEqualTo(refused ? "501 5.5.4 The time for its delivery would be over before it is sent" : "");
    }
}
