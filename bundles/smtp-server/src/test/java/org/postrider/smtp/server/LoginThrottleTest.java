package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

/** A2. */
class LoginThrottleTest {

    private static final LoginThrottle.Limits LIMITS = new LoginThrottle.Limits(10, 100);

    private final AtomicLong clock = new AtomicLong(-12345);
    private final LoginThrottle throttle = new LoginThrottle(clock::get);

    private boolean fails(String client, String name) {
        return begin(client, name).isPresent();
    }

    private Optional<LoginThrottle.Try> begin(String client, String name) {
        try {
            return throttle.begin(InetAddress.getByName(client), name, LIMITS);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(client, e);
        }
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    @Test
    void tenFailuresOfAClientInTenMinutes() {
        for (int i = 0; i < 10; i++) {
            assertThat(fails("192.0.2.1", "joe" + i)).isTrue();
            pass(Duration.ofSeconds(30));
        }
        assertThat(fails("192.0.2.1", "joe")).isFalse();
        assertThat(fails("192.0.2.2", "joe")).isTrue();
        pass(Duration.ofMinutes(12));
        assertThat(fails("192.0.2.1", "joe")).isTrue();
    }

    @Test
    void clientIsANetworkOf64BitsInIpv6() {
        for (int i = 0; i < 10; i++) {
            assertThat(fails("2001:db8::" + i, "joe")).isTrue();
        }
        assertThat(fails("2001:db8::ffff:1", "joe")).isFalse();
        assertThat(fails("2001:db8:0:1::1", "joe")).isTrue();
    }

    @Test
    void successIsNoFailure() {
        for (int i = 0; i < 1000; i++) {
            begin("192.0.2.1", "joe").orElseThrow().succeeded();
        }
        for (int i = 0; i < 1000; i++) {
            begin("192.0.2.1", "joe").orElseThrow().unseen();
        }
        assertThat(fails("192.0.2.1", "joe")).isTrue();
    }

    @Test
    void triesUnderWayCount() {
        for (int i = 0; i < 10; i++) {
            begin("192.0.2.1", "joe").orElseThrow();
        }
        assertThat(begin("192.0.2.1", "joe")).isEmpty();
    }

    /** 100,000 tries in an hour from 1,000 clients; who logged in before from the same place still can. */
    @Test
    void hundredFailuresForANameInAnHourAndNobodyIsLockedOut() {
        begin("198.51.100.7", "joe@example.org").orElseThrow().succeeded();
        int evaluated = 0;
        for (int i = 0; i < 100_000; i++) {
            evaluated += fails("10.0." + i % 1000 / 250 + "." + i % 250, i % 2 == 0 ? "joe@example.org" : "JOE@example.org")
                    ? 1 : 0;
            pass(Duration.ofMillis(36));
        }
        System.out.println("A2: of 100000 tries in an hour from 1000 clients " + evaluated + " were evaluated");
        assertThat(evaluated).isLessThanOrEqualTo(100);
        assertThat(begin("198.51.100.7", "Joe@Example.org")).isPresent();
        assertThat(begin("198.51.100.8", "joe@example.org")).isEmpty();
        assertThat(begin("198.51.100.8", "ann@example.org")).isPresent();
    }

    @Test
    void anyHourHasAtMostSoMany() {
        Random random = new Random(20261125);
        java.util.ArrayDeque<Long> allowed = new java.util.ArrayDeque<>();
        for (int i = 0; i < 50_000; i++) {
            pass(Duration.ofMillis(random.nextInt(20_000)));
            if (fails("10." + i % 200 + "." + i / 200 % 250 + ".1", "joe")) {
                allowed.add(clock.get());
            }
            while (!allowed.isEmpty() && clock.get() - allowed.peek() > Duration.ofHours(1).toNanos()) {
                allowed.remove();
            }
            assertThat(allowed).hasSizeLessThanOrEqualTo(100);
        }
    }

    @Test
    void whatIsRememberedIsBounded() {
        for (int i = 0; i < LoginThrottle.CAPACITY + 10_000; i++) {
            begin("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255), "joe" + i + "x".repeat(1000))
                    .orElseThrow().succeeded();
        }
        assertThat(throttle.remembered()).isEqualTo(LoginThrottle.CAPACITY);
    }
}
