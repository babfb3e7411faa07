package org.postrider.example.sasl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.ScramCredentials;
import org.postrider.api.message.Address;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslStep;
import org.postrider.testing.config.Configured;

class PasswordAndCodeTest {

    private static final Address JOE = Address.parse("joe@example.org");
    /** The seed for SHA-256 of RFC 6238 appendix B. */
    private static final String SECRET = "3132333435363738393031323334353637383930313233343536373839303132";

    /** Answers for the one account that there is. */
    private static final class Accounts implements Authenticator {
        private Optional<CompletionStage<Optional<Address>>> answer = Optional.empty();

        @Override
        public CompletionStage<Optional<Address>> password(String name, char[] password) {
            boolean known = name.equals("joe@example.org") && new String(password).equals("se\0cret");
            return answer.orElseGet(() -> CompletableFuture.completedFuture(Optional.of(JOE).filter(it -> known)));
        }

        @Override
        public CompletionStage<ScramCredentials> scram(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletionStage<Optional<Address>> trusted(String name) {
            throw new UnsupportedOperationException();
        }
    }

    private final Accounts accounts = new Accounts();
    private Clock clock = at(59);
    private final OneTimeCodes codes = new OneTimeCodes(new String[] {"Joe@example.org=" + SECRET}, new Moving());

    private static Clock at(long second) {
        return Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    }

    private final class Moving extends Clock {
        @Override
        public Instant instant() {
            return clock.instant();
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }
    }

    private static SaslStep say(SaslExchange exchange, String text) {
        return exchange.next(text.getBytes(StandardCharsets.UTF_8)).toCompletableFuture().join();
    }

    private SaslStep login(String credentials, String code) {
        SaslExchange exchange = new CodeExchange(accounts, codes);
        assertThat(say(exchange, credentials)).isInstanceOfSatisfying(SaslStep.Challenge.class,
                challenge -> assertThat(challenge.data()).asString().isEqualTo("Code:"));
        return say(exchange, code);
    }

    /** The last six digits of the examples in RFC 6238 appendix B. */
    @ParameterizedTest
    @CsvSource({"59, 119246", "1111111109, 084774", "1111111111, 062674", "1234567890, 819424", "2000000000, 698825",
        "20000000000, 737706"})
    void theCodesAreThoseOfTheStandard(long second, String code) {
        clock = at(second);
        assertThat(login("joe@example.org\0se\0cret", code)).isEqualTo(new SaslStep.Success(JOE));
    }

    @Test
    void aCodeCountsOnce() {
        assertThat(codes.accept(JOE, "119246")).isTrue();
        assertThat(codes.accept(JOE, "119246")).isFalse();
        clock = at(89);
        assertThat(codes.accept(JOE, "119246")).isFalse();
    }

    @Test
    void aWrongPasswordDoesNotUseUpTheCode() {
        assertThat(login("joe@example.org\0guess", "119246")).isInstanceOf(SaslStep.Failure.class);
        assertThat(login("joe@example.org\0se\0cret", "119246")).isInstanceOf(SaslStep.Success.class);
    }

    @ParameterizedTest
    @CsvSource({"0, true", "29, true", "59, true", "89, true", "90, false"})
    void clocksMayBeHalfAMinuteApart(long second, boolean accepted) {
        clock = at(second);
        assertThat(codes.accept(JOE, "119246")).isEqualTo(accepted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"119247", "", "1192460", "46119246", "119246 ", "\u0661\u0661\u0669\u0662\u0664\u0666"})
    void anotherCodeFails(String code) {
        assertThat(login("joe@example.org\0se\0cret", code)).isInstanceOf(SaslStep.Failure.class);
    }

    @Test
    void whoHasNoSecretFails() {
        assertThat(codes.accept(Address.parse("ann@example.org"), "119246")).isFalse();
        assertThat(login("ann@example.org\0secret", "119246")).isInstanceOf(SaslStep.Failure.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "joe@example.org", "\0secret", "joe@example.org\0"})
    void whatIsNoNameAndPasswordIsMalformed(String text) {
        assertThat(say(new CodeExchange(accounts, codes), text)).isInstanceOf(SaslStep.Malformed.class);
    }

    @Test
    void aFaultOfTheAccountsIsPassedOn() {
        accounts.answer = Optional.of(CompletableFuture.failedFuture(new IllegalStateException("too many")));
        assertThatThrownBy(() -> login("joe@example.org\0se\0cret", "119246"))
                .isInstanceOf(CompletionException.class).hasRootCauseMessage("too many");
    }

    @ParameterizedTest
    @ValueSource(strings = {"joe@example.org", "joe@example.org=abcdef", "joe=" + SECRET, "joe@example.org=x" + SECRET})
    void aWrongEntryIsNamedAndNotItsSecret(String entry) {
        assertThatThrownBy(() -> new PasswordAndCode(Configured.with(
                PasswordAndCode.Configuration.class, Map.of("_secrets", new String[] {entry}))))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("allowed is")
                .hasMessageNotContaining("abcdef").hasMessageNotContaining("3132");
    }

    @Test
    void itIsOfferedBeforePlain() {
        PasswordAndCode mechanism = new PasswordAndCode(Configured.defaults(PasswordAndCode.Configuration.class));
        assertThat(mechanism.name()).matches("[A-Z0-9_-]{1,20}");
        assertThat(mechanism.strength()).isGreaterThan(20);
    }
}
