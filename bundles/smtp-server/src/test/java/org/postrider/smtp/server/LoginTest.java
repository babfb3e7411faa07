package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.event.LoginFailed;
import org.postrider.api.event.LoginSucceeded;
import org.postrider.api.message.Address;
import org.postrider.smtp.protocol.Phase;

class LoginTest {

    private static final String RIGHT = "AUTH PLAIN {0joe@example.org0secret}";
    private static final String WRONG = "AUTH PLAIN {0joe@example.org0guess}";

    private final LoginDesk desk = new LoginDesk();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void whoHasLoggedInIsKnownAndMaySendAnywhere() {
        LoginDesk.Client client = desk.client();
        assertThat(client.session.mayRelay()).isFalse();
        client.say(RIGHT);
        assertThat(client.session.account()).contains(LoginAccounts.JOE);
        assertThat(client.session.mayRelay()).isTrue();
        LoginSucceeded event = desk.server.events.of(LoginSucceeded.class).get(0);
        assertThat(event.account()).isEqualTo(LoginAccounts.JOE);
        assertThat(event.mechanism()).isEqualTo("PLAIN");
        assertThat(event.client()).isEqualTo("192.0.2.1");
        assertThat(desk.server.metrics.value("smtp.logins")).isEqualTo(1);
        assertThat(desk.server.metrics.value("smtp.logins.failed")).isZero();
    }

    @Test
    void failureIsToldToObservers() {
        desk.client().say(WRONG);
        LoginFailed event = desk.server.events.of(LoginFailed.class).get(0);
        assertThat(event.name()).contains(LoginAccounts.JOE);
        assertThat(event.reason()).isEqualTo("wrong name or password");
        assertThat(desk.server.metrics.value("smtp.logins.failed")).isEqualTo(1);
    }

    /** A1: what is said does not tell whether a name exists; the directory's test says the same of the time. */
    @Test
    void unknownNameAndWrongPasswordAreAnsweredAlike() {
        List<String> wrong = desk.client().say(WRONG).texts();
        assertThat(desk.client().say("AUTH PLAIN {0nobody@example.org0guess}").texts()).isEqualTo(wrong);
        assertThat(desk.client().say("AUTH LOGIN {nobody}", "{guess}").texts()).endsWith(wrong.get(0));
    }

    /** A2. */
    @Test
    void thirdFailureEndsTheSession() {
        LoginDesk.Client client = desk.client();
        assertThat(client.say(WRONG, WRONG, WRONG).codes()).containsExactly("535 5.7.8", "535 5.7.8", "421 4.7.0");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void failureIsAnsweredLateAndHoldsUpNothingElse() {
        desk.config.put("loginDelay", 1000);
        LoginDesk.Client client = desk.client();
        assertThat(client.say(WRONG).codes()).isEmpty();
        assertThat(client.machine.phase()).isEqualTo(Phase.WAITING);
        assertThat(client.pass(999).codes()).isEmpty();
        assertThat(desk.client("192.0.2.2").say(RIGHT).codes()).containsExactly("235 2.7.0");
        assertThat(client.pass(1).codes()).containsExactly("535 5.7.8");
    }

    /** A2: ten failures in ten minutes; the eleventh is not looked at, not even if it is right. */
    @Test
    void clientThatFailsTooOftenIsNotListenedTo() {
        for (int i = 0; i < 10; i++) {
            assertThat(desk.client().say(WRONG).codes()).containsExactly("535 5.7.8");
        }
        assertThat(desk.client().say(RIGHT).codes()).containsExactly("454 4.7.0");
        assertThat(desk.accounts.asked).hasSize(10);
        assertThat(desk.client("192.0.2.2").say(RIGHT).codes()).containsExactly("235 2.7.0");
    }

    /** A2: a client that has learned from a challenge what it wanted need not wait for the end. */
    @Test
    void cancelledTryCountsIfSomethingWasSaid() {
        desk.server.mechanisms = List.of(LoginMechanism.PLAIN, new LoginMechanism("X-TOKEN", 1, "", accounts ->
                response -> CompletableFuture.completedFuture(new org.postrider.api.sasl.SaslStep.Challenge(response))));
        for (int i = 0; i < 20; i++) {
            assertThat(desk.client("192.0.2.2").say("AUTH X-TOKEN", "*").codes()).containsExactly("334", "501 5.7.0");
        }
        assertThat(desk.client("192.0.2.2").say(RIGHT).codes()).containsExactly("235 2.7.0");
        for (int i = 0; i < 10; i++) {
            assertThat(desk.client().say("AUTH X-TOKEN {guess}", "*").codes()).containsExactly("334", "501 5.7.0");
        }
        assertThat(desk.client().say("AUTH X-TOKEN {guess}").codes()).containsExactly("454 4.7.0");
        assertThat(desk.client().say(RIGHT).codes()).containsExactly("454 4.7.0");
    }

    /** A4: what nobody could look at is not held against the client. */
    @Test
    void tooManyAtATime() {
        desk.accounts.answer = Optional.of(CompletableFuture.failedFuture(new RejectedExecutionException("full")));
        for (int i = 0; i < 20; i++) {
            assertThat(desk.client().say(RIGHT).codes()).containsExactly("454 4.7.0");
        }
        desk.accounts.answer = Optional.empty();
        assertThat(desk.client().say(RIGHT).codes()).containsExactly("235 2.7.0");
    }

    @Test
    void answerMayTakeItsTime() {
        CompletableFuture<Optional<Address>> later = new CompletableFuture<>();
        desk.accounts.answer = Optional.of(later);
        LoginDesk.Client client = desk.client().say(RIGHT);
        assertThat(client.codes()).isEmpty();
        later.complete(Optional.of(LoginAccounts.JOE));
        assertThat(client.pass(0).codes()).containsExactly("235 2.7.0");
    }

    @Test
    void clientThatHasGoneIsNoTrouble() {
        CompletableFuture<Optional<Address>> later = new CompletableFuture<>();
        desk.accounts.answer = Optional.of(later);
        LoginDesk.Client client = desk.client().say(RIGHT);
        client.machine.hangUp();
        later.complete(Optional.of(LoginAccounts.JOE));
        assertThat(client.pass(0).codes()).isEmpty();
    }

    @Test
    void mechanismThatThrowsIsAnsweredForNow() {
        desk.server.mechanisms = List.of(
                new LoginMechanism("PLAIN", 1, "", accounts -> response -> {
                    throw new IllegalStateException("broken");
                }),
                new LoginMechanism("LOGIN", 1, "", accounts -> {
                    throw new IllegalStateException("broken");
                }));
        assertThat(desk.client().say(RIGHT).codes()).containsExactly("454 4.7.0");
        assertThat(desk.client().say("AUTH LOGIN").codes()).containsExactly("454 4.7.0");
    }

    @Test
    void ofTwoMechanismsWithOneNameTheStrongerCounts() {
        desk.server.mechanisms = List.of(LoginMechanism.PLAIN, new LoginMechanism("PLAIN", 99, "stronger", accounts ->
                response -> CompletableFuture.completedFuture(new org.postrider.api.sasl.SaslStep.Failure())));
        LoginDesk.Client client = desk.client();
        client.say("EHLO x");
        assertThat(client.last().lines()).contains("AUTH PLAIN");
        assertThat(client.say("AUTH PLAIN", "{0joe@example.org0secret}").codes()).endsWith("334", "535 5.7.8");
    }

    /** A5: what a client sends to log in is nowhere afterwards, at the finest level of the log. */
    @Test
    void noPasswordIsLoggedOrTold() {
        String canary = "c4n4ryPassw+rd";
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream usual = System.err;
        System.setErr(new PrintStream(log, true));
        try {
            tell(canary);
        } finally {
            System.setErr(usual);
        }
        String kept = log + " " + desk.server.events.all() + desk.server.traces.latest(100);
        assertThat(kept).contains("login by PLAIN failed").doesNotContain(canary).doesNotContain(LoginDesk.encoded("{" + canary + "}"));
        assertThat(desk.server.events.of(LoginFailed.class)).hasSize(5);
    }

    private void tell(String canary) {
        desk.client().say("AUTH PLAIN {0joe@example.org0" + canary + "}");
        desk.client().say("AUTH PLAIN {" + canary + "}");
        desk.client().say("AUTH PLAIN {0" + canary + "0x}");
        desk.client().say("AUTH LOGIN", "{joe@example.org}", "{" + canary + "}");
        desk.client().say("AUTH LOGIN", "{" + canary + "}", "{joe@example.org}");
        desk.client().say("AUTH " + canary).say("AUTH PLAIN " + canary).say("AUTH PLAIN", canary);
        desk.server.mechanisms = List.of(new LoginMechanism("PLAIN", 1, "", accounts -> response -> {
            throw new IllegalArgumentException(new String(response, java.nio.charset.StandardCharsets.UTF_8));
        }));
        desk.client().say("AUTH PLAIN {" + canary + "}");
        desk.server.mechanisms = List.of(new LoginMechanism("PLAIN", 1, "", accounts -> response ->
                CompletableFuture.completedFuture(new org.postrider.api.sasl.SaslStep.Failure())));
        desk.client().say("AUTH PLAIN {" + canary + "}");
    }
}
