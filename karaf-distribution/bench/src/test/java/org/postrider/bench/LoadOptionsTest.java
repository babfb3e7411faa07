package org.postrider.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.bench.Target.Security;

class LoadOptionsTest {

    private static LoadOptions options(String line) {
        return LoadOptions.of(line.isEmpty() ? List.of() : Arrays.asList(line.split(" ")), user -> "secret of " + user);
    }

    @Test
    void withoutWordsItSendsTenThousandMessagesToThisMachine() {
        LoadOptions options = options("");
        assertThat(options.target().address().toString()).isEqualTo("/127.0.0.1:2525");
        assertThat(options.pace().messages()).isEqualTo(10_000);
        assertThat(options.pace().isEager()).isTrue();
        assertThat(options.mail().size()).isEqualTo(4_096);
    }

    @Test
    void timeAloneSetsNoNumber() {
        assertThat(options("--seconds 5").pace().messages()).isEqualTo(Long.MAX_VALUE);
        assertThat(options("--seconds 5 --messages=7").pace().messages()).isEqualTo(7);
        assertThat(options("--seconds 5").pace().seconds()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @CsvSource({"localhost, 2525", "localhost:25, 25", "[::1]:2587, 2587", "[::1], 2525", "127.0.0.9:1, 1"})
    void loopbackMayBeLoaded(String place, int port) {
        assertThat(options(place).target().address().getPort()).isEqualTo(port);
    }

    @Test
    void anotherMachineMustBeNamedTwice() {
        assertThatThrownBy(() -> options("192.0.2.1")).hasMessageContaining("--yes-i-may-load 192.0.2.1");
        assertThatThrownBy(() -> options("192.0.2.1 --yes-i-may-load 192.0.2.2")).hasMessageContaining("consent");
        assertThat(options("192.0.2.1:25 --yes-i-may-load 192.0.2.1").target().address().getPort()).isEqualTo(25);
    }

    @Test
    void aPasswordIsSentOverTlsOnlyAndNeverPrinted() {
        assertThatThrownBy(() -> options("--auth ann")).hasMessageContaining("TLS only");
        LoadOptions options = options("--auth ann --tls");
        assertThat(options.target().security()).isEqualTo(Security.STARTTLS);
        assertThat(options.target().login().orElseThrow().password()).isEqualTo("secret of ann");
        assertThat(options.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--size 3", "--size", "--size x", "--size 1 --size 2", "--sessions 0", "--messages 99999999999",
            "--no-such", "a b", "--tls --smtps", "--to a>b@c", "--to {5-1}@x", "--from a\rb", "--tls=yes", ":25",
            "localhost:70000", "localhost:x", "--rate -1"})
    void whatDoesNotFitIsRefused(String line) {
        assertThatThrownBy(() -> options(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void recipientsOfARangeComeInTurn() {
        Recipients recipients = Recipients.of("user{9-11}@x.test");
        assertThat(List.of(recipients.at(0), recipients.at(2), recipients.at(3)))
                .containsExactly("user9@x.test", "user11@x.test", "user9@x.test");
        assertThat(Recipients.of("ann@x.test").at(7)).isEqualTo("ann@x.test");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--reject-rate 2", "--reject-rate x", "--port 70000", "x"})
    void theSinkRefusesTheSame(String line) {
        assertThatThrownBy(() -> SinkOptions.of(Arrays.asList(line.split(" "))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
