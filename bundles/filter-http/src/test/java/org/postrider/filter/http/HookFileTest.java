package org.postrider.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.bridge.Bridge;
import org.postrider.bridge.BridgeFile;
import org.postrider.testing.config.Configured;

class HookFileTest {

    private static HookFile file(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(Map.of("url", "https://hook.example.org/mta"));
        all.putAll(values);
        return new HookFile(Configured.with(HookConfiguration.class, all),
                new BridgeFile(Map.of("service.pid", "org.postrider.filter.http~hook")));
    }

    @Test
    void isRegisteredAsItSays() {
        Bridge bridge = file(Map.of("stages", "message, recipient", "phase", "rewrite")).bridge();
        assertThat(bridge.name()).isEqualTo("http-hook");
        assertThat(Collections.list(bridge.properties().keys()))
                .contains("mail.filter.name", "mail.filter.stages", "mail.filter.deadline");
        assertThat(bridge.properties().get("mail.filter.stages")).isEqualTo(new String[] {"RECIPIENT", "MESSAGE"});
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hook.example.org/", "http://127.0.0.1:8080/x", "http://localhost/", "http://[::1]:1/"})
    void clearTextStaysOnThisMachine(String url) {
        assertThat(file(Map.of("url", url)).settings().url()).hasToString(url);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hook", "http://hook.example.org/", "http://10.0.0.1/", "http://localhost.example.org/", "ftp://localhost/",
        "https:///x", "https://user:word@hook.example.org/", "https://a b/"})
    void anotherUrlIsRefused(String url) {
        assertThatThrownBy(() -> file(Map.of("url", url)).settings()).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("url is \"" + url + "\"; allowed is an https URL, or http of this machine, or of any with"
                        + " allowClearText = true");
    }

    @Test
    void clearTextGoesElsewhereIfItIsAskedFor() {
        assertThat(file(Map.of("url", "http://10.0.0.1/", "allowClearText", true)).settings().url()).hasToString("http://10.0.0.1/");
    }

    @Test
    void logsInByNameOrByToken() {
        assertThat(file(Map.of()).settings().credentials()).isEmpty();
        assertThat(file(Map.of("user", "me", "_password", "p\u00e4:")).settings().credentials()).contains("Basic bWU6cMOkOg==");
        assertThat(file(Map.of("_token", "a.b-c=")).settings().credentials()).contains("Bearer a.b-c=");
        assertThat(file(Map.of("_token", "secret")).settings()).hasToString("https://hook.example.org/mta");
    }

    @Test
    void halfALoginIsRefused() {
        for (Map<String, Object> values : List.<Map<String, Object>>of(Map.of("user", "me"), Map.of("_password", "x"),
                Map.of("user", "a:b", "_password", "x"), Map.of("_token", "x", "user", "me"), Map.of("_token", "x", "_password", "y"),
                Map.of("_token", "a b"), Map.of("_token", "a\r\nX: y"))) {
            assertThatThrownBy(() -> file(values).settings()).as(values.toString()).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aStageThatHooksDoNotHaveIsRefused() {
        assertThatThrownBy(() -> file(Map.of("stages", "data")).bridge())
                .hasMessage("stages has \"data\"; allowed are connect, helo, sender, recipient, message");
    }
}
