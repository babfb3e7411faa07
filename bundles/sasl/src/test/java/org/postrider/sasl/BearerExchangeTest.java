package org.postrider.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postrider.sasl.Exchanges.say;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.sasl.SaslExchange;

/** OAUTHBEARER and XOAUTH2. A caret stands for the octet 1, a zero for NUL. */
class BearerExchangeTest {

    private static final byte[] ERROR = "{\"status\":\"invalid_token\"}".getBytes(StandardCharsets.US_ASCII);
    private static final String REFUSED = "challenge {\"status\":\"invalid_token\"}";

    private final Accounts accounts = new Accounts();
    private final List<String> tokens = new ArrayList<>();

    private CompletionStage<Optional<String>> owner(String token) {
        tokens.add(token);
        return switch (token) {
            case "good" -> CompletableFuture.completedFuture(Optional.of("user@example.org"));
            case "other" -> CompletableFuture.completedFuture(Optional.of("other@example.org"));
            case "down" -> CompletableFuture.failedFuture(new java.io.IOException("no answer"));
            default -> CompletableFuture.completedFuture(Optional.empty());
        };
    }

    private SaslExchange oauthBearer() {
        return BearerExchange.oauthBearer(this::owner, accounts, ERROR);
    }

    private SaslExchange xoauth2() {
        return BearerExchange.xoauth2(this::owner, accounts, ERROR);
    }

    @ParameterizedTest
    @CsvSource({
        "'n,a=user@example.org,^host=mx^port=587^auth=Bearer good^^', success user@example.org",
        "'n,a=user@example.org,^auth=Bearer good^^', success user@example.org",
        "'n,a=user@example.org,^auth=bearer good^host=mx^^', success user@example.org",
        "'y,,^auth=Bearer good^^', success user@example.org",
        "'n,,^auth=Bearer good^^', success user@example.org",
        "'n,a=USER@example.org,^auth=Bearer good^^', refused",
        "'n,a=user,^auth=Bearer good^^', success user@example.org",
        "'n,a=user@example.org,^auth=Bearer other^^', refused",
        "'n,a=other@example.org,^auth=Bearer good^^', refused",
        "'n,a=other@example.org,^auth=Bearer other^^', refused",
        "'n,,^auth=Bearer other^^', refused",
        "'n,,^auth=Bearer bad^^', refused",
        "'n,a=user@example.org,^auth=Bearer bad^^', refused",
        "'n,a=user=2Cx@example.org,^auth=Bearer good^^', refused",
        "'n,a=user=zz@example.org,^auth=Bearer good^^', malformed",
        "'p=tls-exporter,,^auth=Bearer good^^', malformed",
        "'n,,^auth=Bearer good^auth=Bearer good^^', malformed",
        "'n,,^host=mx^^', malformed",
        "'n,,^auth=Basic Z29vZA==^^', malformed",
        "'n,,^auth=Bearer good^', malformed",
        "'n,,^auth=Bearer^^', malformed",
        "'n,,^auth=Bearer go od^^', malformed",
        "'n,,^h0st=mx^auth=Bearer good^^', malformed",
        "'n,,auth=Bearer good^^', malformed",
        "'^', malformed",
        "'', malformed"})
    void oauthBearer(String message, String answer) {
        assertThat(say(oauthBearer(), message.replace('^', '\1').replace('0', '\0')))
                .isEqualTo(answer.equals("refused") ? REFUSED : answer);
    }

    @ParameterizedTest
    @CsvSource({
        "user=user@example.org^auth=Bearer good^^, success user@example.org",
        "user=^auth=Bearer good^^, success user@example.org",
        "user=user@example.org^auth=Bearer other^^, refused",
        "user=user@example.org^auth=Bearer bad^^, refused",
        "user=user@example.org^auth=Bearer good^, malformed",
        "user=user@example.org^host=mx^auth=Bearer good^^, malformed",
        "auth=Bearer good^^, malformed",
        "us0r=user@example.org^auth=Bearer good^^, malformed"})
    void xoauth2(String message, String answer) {
        assertThat(say(xoauth2(), message.replace('^', '\1').replace('0', '\0')))
                .isEqualTo(answer.equals("refused") ? REFUSED : answer);
    }

    @Test
    void errorIsAnsweredAndThenItHasFailed() {
        SaslExchange exchange = oauthBearer();
        assertThat(say(exchange, "n,,\1auth=Bearer bad\1\1")).isEqualTo(REFUSED);
        assertThat(say(exchange, "n,,\1auth=Bearer good\1\1")).isEqualTo("failure"); // RFC 7628 3.2.3
        assertThat(tokens).containsExactly("bad");
    }

    @Test
    void tokenIsLookedAtForUnknownNamesToo() {
        say(oauthBearer(), "n,a=nobody@example.org,\1auth=Bearer bad\1\1");
        assertThat(accounts.asked).containsExactly("nobody@example.org");
        assertThat(tokens).containsExactly("bad");
    }

    @Test
    void nobodyKnowsWhileTheAuthorityIsSilent() {
        assertThatThrownBy(() -> say(oauthBearer(), "n,,\1auth=Bearer down\1\1")).hasRootCauseMessage("no answer");
    }

    @Test
    void bytesThatAreNoUtf8AreMalformed() {
        assertThat(say(xoauth2(), new byte[] {'u', 's', 'e', 'r', '=', (byte) 0xff, 1})).isEqualTo("malformed");
    }

    @Test
    void messageOfManyPairsIsRead() {
        String pairs = "a=\1".repeat(3_000);
        assertThat(say(oauthBearer(), "n,,\1" + pairs + "auth=Bearer good\1" + pairs + "\1"))
                .isEqualTo("success user@example.org");
        assertThat(say(oauthBearer(), "n,,\1" + pairs)).isEqualTo("malformed");
    }

    @Test
    void tokenIsNotPrinted() {
        assertThat(BearerMessage.oauthBearer("n,,\1auth=Bearer secret\1\1".getBytes(StandardCharsets.US_ASCII)))
                .get().asString().doesNotContain("secret");
    }
}
