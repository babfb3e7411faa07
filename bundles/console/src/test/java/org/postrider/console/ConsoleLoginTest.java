package org.postrider.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

class ConsoleLoginTest {

    private final List<Long> failuresDelayed = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-21T10:00:00Z");
    private final FailedLogins failures = new FailedLogins(() -> now);
    private final ConsoleLogin login = new ConsoleLogin(ConsoleLoginTest::roles, failures, failuresDelayed::add);

    /** One administrator, and one user who may not administer. */
    private static Set<String> roles(String user, char[] password) {
        return switch (user + "/" + new String(password)) {
            case "karaf/gr\u00fc:n" -> Set.of("admin", "ssh");
            case "joe/secret" -> Set.of("viewer");
            default -> Set.of();
        };
    }

    @Test
    void anAdministratorGetsIn() {
        Exchange exchange = attempt("karaf:gr\u00fc:n");
        assertThat(login.authenticate(exchange.request(), exchange.response())).isEqualTo("karaf");
        assertThat(exchange.status()).isZero();
        assertThat(failuresDelayed).isEmpty();
    }

    @Test
    void whoSaysNothingIsAskedAndNotCounted() {
        for (int i = 0; i < 20; i++) {
            Exchange exchange = new Exchange();
            assertThat(login.authenticate(exchange.request(), exchange.response())).isNull();
            assertThat(exchange.status()).isEqualTo(401);
            assertThat(exchange.answered("WWW-Authenticate")).isEqualTo("Basic realm=\"Postrider\", charset=\"UTF-8\"");
        }
        assertThat(failuresDelayed).isEmpty();
    }

    @Test
    void everyOtherFailureIsTheSame() {
        List<String> wrong = List.of("karaf:wrong", "nobody:gr\u00fc:n", "joe:secret", "karaf", ":", "karaf:");
        List<Exchange> answers = wrong.stream().map(this::attempt).toList();
        answers.forEach(it -> assertThat(login.authenticate(it.request(), it.response())).isNull());
        assertThat(answers).extracting(Exchange::status).containsOnly(401);
        assertThat(answers).extracting(Exchange::body).containsOnly("Log in as a user with the role admin.");
        assertThat(failuresDelayed).hasSize(wrong.size());
    }

    @Test
    void headersThatAreNotBasicAreFailures() {
        for (String header : List.of("", "Bearer x", "Basic", "Basic !!!", "Basic " + "A".repeat(5_000))) {
            Exchange exchange = new Exchange().header("Authorization", header);
            assertThat(login.authenticate(exchange.request(), exchange.response())).as(header).isNull();
            assertThat(exchange.status()).isEqualTo(401);
        }
    }

    @Test
    void afterTenFailuresAnAddressIsLockedForTenMinutesEvenWithTheRightPassword() {
        for (int i = 0; i < 10; i++) {
            fail("192.0.2.7");
            now = now.plusSeconds(10);
        }
        Exchange locked = attempt("karaf:gr\u00fc:n");
        assertThat(login.authenticate(locked.request(), locked.response())).isNull();
        assertThat(locked.status()).isEqualTo(429);
        assertThat(locked.answered("Retry-After")).isEqualTo("501");
        Exchange other = attempt("karaf:gr\u00fc:n").from("192.0.2.8");
        assertThat(login.authenticate(other.request(), other.response())).isEqualTo("karaf");
        now = now.plusSeconds(501);
        Exchange free = attempt("karaf:gr\u00fc:n");
        assertThat(login.authenticate(free.request(), free.response())).isEqualTo("karaf");
    }

    @Test
    void failuresOfManyAddressesTakeBoundedSpace() {
        for (int i = 0; i < 12_000; i++) {
            failures.add("2001:db8::" + Integer.toHexString(i));
        }
        assertThat(failures.addresses()).isEqualTo(10_000);
        assertThat(failures.isLocked("2001:db8::1")).isFalse();
    }

    @Test
    void failuresThatAreFarApartLockNobody() {
        for (int i = 0; i < 30; i++) {
            fail("192.0.2.7");
            now = now.plus(Duration.ofMinutes(2));
            assertThat(failures.isLocked("192.0.2.7")).isFalse();
        }
    }

    @Test
    void loggingOutAsksAgain() {
        Exchange exchange = new Exchange();
        login.logout(exchange.request(), exchange.response());
        assertThat(exchange.status()).isEqualTo(401);
    }

    @Test
    void equalTimeIsNotShorter() {
        long start = System.nanoTime();
        EqualTime.of(Duration.ofMillis(30)).await(start);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(30_000_000);
    }

    private void fail(String client) {
        Exchange exchange = attempt("karaf:wrong").from(client);
        login.authenticate(exchange.request(), exchange.response());
    }

    private Exchange attempt(String pair) {
        String encoded = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
        return new Exchange().header("Authorization", "Basic " + encoded);
    }
}
