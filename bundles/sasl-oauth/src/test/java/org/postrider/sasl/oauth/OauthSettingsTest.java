package org.postrider.sasl.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.testing.config.Configured;

class OauthSettingsTest {

    private static OauthSettings settings(String pairs) {
        Map<String, Object> values = new HashMap<>();
        Arrays.stream(pairs.split(" ")).filter(pair -> !pair.isEmpty()).map(pair -> pair.split("=", 2)).forEach(pair ->
                values.put(pair[0], pair[0].equals("timeout") ? (Object) Integer.valueOf(pair[1]) : pair[1]));
        return OauthSettings.of(Configured.with(OauthConfig.class, values));
    }

    @Test
    void nobodyLogsInByDefault() {
        assertThat(settings("").isInUse()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "keys=https://l.example/k issuer=https://l.example audience=mail",
        "keys=http://127.0.0.1:8080/k issuer=x audience=mail",
        "keys=http://localhost/k issuer=x audience=mail",
        "introspection=http://[::1]/i client=c _password=p"})
    void isInUse(String pairs) {
        assertThat(settings(pairs).isInUse()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "keys=http://l.example/k issuer=x audience=mail, allowed is an https URL",
        "keys=http://localhost.example/k issuer=x audience=mail, allowed is an https URL",
        "keys=l.example issuer=x audience=mail, allowed is an https URL",
        "keys=https:/// issuer=x audience=mail, allowed is an https URL",
        "keys=https://l.example/k audience=mail, needs issuer and audience",
        "keys=https://l.example/k issuer=x, needs issuer and audience",
        "keys=https://l.example/k introspection=https://l.example/i issuer=x audience=mail, exclude each other",
        "introspection=https://l.example/i client=c, needs client and .password",
        "introspection=https://l.example/i _password=p, needs client and .password",
        "scope=\"a\", scope is",
        "account=, account is empty",
        "discovery=http://l.example/d, allowed is an https URL",
        "timeout=99, 100 to 20000",
        "timeout=20001, 100 to 20000"})
    void isNotAllowed(String pairs, String message) {
        assertThatThrownBy(() -> settings(pairs)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void passwordIsNotPrinted() {
        assertThat(settings("introspection=https://l.example/i client=c _password=hush")).asString().doesNotContain("hush");
    }
}
