package org.postrider.smtp.atrn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.testing.config.Configured;

class AtrnSettingsTest {

    private static AtrnSettings of(String key, Object value) {
        return AtrnSettings.of(Configured.with(AtrnConfig.class, Map.of(key, value)));
    }

    @ParameterizedTest
    @CsvSource({"x", "ann=one.test", "ann@example.org", "ann@example.org=", "=one.test", "ann@example.org=a..b",
        "'a@b.test=one.test, a@b.test=two.test'"})
    void whatIsNotAllowedIsNamed(String accounts) {
        assertThatThrownBy(() -> of("accounts", accounts)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("accounts: \"");
    }

    @ParameterizedTest
    @CsvSource({"turns, 0", "turns, 9", "timeout, 0", "timeout, 3601"})
    void numbersHaveARange(String key, int value) {
        assertThatThrownBy(() -> of(key, value)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(key + " is " + value);
    }

    @Test
    void aHostNameIsADomain() {
        assertThatThrownBy(() -> of("hostname", "a..b")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("hostname is \"a..b\"");
    }

    @Test
    void anAccountHasDomains() {
        assertThat(of("accounts", " ann@example.org = one.test  two.test , bob@example.org=bob.test").accounts()).containsOnly(
                Map.entry(Address.parse("ann@example.org"), Set.of(new Domain("one.test"), new Domain("two.test"))),
                Map.entry(Address.parse("bob@example.org"), Set.of(new Domain("bob.test"))));
    }
}
