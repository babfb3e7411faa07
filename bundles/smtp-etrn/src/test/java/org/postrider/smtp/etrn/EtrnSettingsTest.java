package org.postrider.smtp.etrn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.testing.config.Configured;

class EtrnSettingsTest {

    private static EtrnSettings of(String key, Object value) {
        return EtrnSettings.of(Configured.with(EtrnConfig.class, Map.of(key, value)));
    }

    @ParameterizedTest
    @CsvSource({
        "networks, 192.0.2.1/24", "networks, example.org", "domains, a..b", "domains, @", "domains, *.example.org",
        "queues, x", "queues, x=", "queues, =example.org", "queues, x=a..b", "'queues', 'x=a.example, X=b.example'",
        "tell, all",
    })
    void whatIsNotAllowedIsNamed(String key, String value) {
        assertThatThrownBy(() -> of(key, value)).isInstanceOf(IllegalArgumentException.class).hasMessageStartingWith(key + ": ");
    }

    @ParameterizedTest
    @CsvSource({"pause, 0", "pause, 86401", "perHour, 0", "perHour, 100001"})
    void numbersHaveARange(String key, int value) {
        assertThatThrownBy(() -> of(key, value)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key + " is " + value + "; allowed is 1 to ");
    }

    @Test
    void whoComesByAUnixSocketIsInNoNetwork() {
        EtrnSettings all = of("networks", "0.0.0.0/0");
        assertThat(all.mayAsk(Client.at("0.0.0.1").session())).isTrue();
        assertThat(all.mayAsk(Client.local().session())).isFalse();
    }

    @Test
    void aQueueIsAListOfTargets() {
        assertThat(of("queues", " Lab = lab.example , br=@a.example  b.example").queues()).containsOnly(
                Map.entry("lab", List.of(Target.parse("lab.example"))),
                Map.entry("br", List.of(Target.parse("@a.example"), Target.parse("b.example"))));
    }
}
