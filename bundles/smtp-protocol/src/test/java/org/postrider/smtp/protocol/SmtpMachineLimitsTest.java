package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.Reply;

class SmtpMachineLimitsTest {

    private static final String MAIL = "MAIL FROM:<a@b>";
    private static final String RCPT = "RCPT TO:<c@d>";
    /** 64 KB, 100 recipients, 2 messages, 3 errors, 5 junk, 1,000 octets and 10 lines of header, 2 hops. */
    private static final SmtpLimits SMALL = new SmtpLimits(65_536, 100, 2, 3, 5, 1000, 10, 2);

    private final Client client = new Client(SMALL, BareLineFeed.NORMALIZE).open().say("EHLO c");

    private Client inData() {
        client.say(MAIL, RCPT, "DATA").codes();
        return client;
    }

    @Test
    void messageOfTheGreatestSizeIsTaken() {
        inData().send("\r\n" + "a".repeat(1000) + "\r\n").send(("b".repeat(98) + "\r\n").repeat(645))
                .send("c".repeat(30) + "\r\n.\r\n");
        assertThat(client.backend.body.size()).isEqualTo(65_536);
        assertThat(client.codes()).containsExactly("250 2.0.0");
    }

    @Test
    void messageThatIsTooLargeIsReadToItsEndAndRefused() {
        inData().send("\r\n").send(("b".repeat(98) + "\r\n").repeat(700)).send(".\r\nNOOP\r\n");
        assertThat(client.codes()).containsExactly("552 5.3.4", "250 2.0.0");
        assertThat(client.backend.calls).endsWith("refused DATA 552", "reset").doesNotContain("end");
        assertThat(client.backend.body.size()).isLessThanOrEqualTo(65_536);
    }

    @Test
    void messageThatIsMuchTooLargeIsNotReadToItsEnd() {
        inData().send("\r\n");
        for (int i = 0; i < 984 && !client.isClosed(); i++) {
            client.send("b".repeat(98) + "\r\n");
        }
        assertThat(client.codes()).containsExactly("552 5.3.4");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void longLineOfDataIsGivenUp() {
        Client roomy = Client.greeted().say(MAIL, RCPT, "DATA");
        roomy.codes();
        roomy.send("\r\n" + "a".repeat(64 * 1024));
        assertThat(roomy.isClosed()).isFalse();
        roomy.send("a");
        assertThat(roomy.codes()).containsExactly("554 5.6.0");
        assertThat(roomy.isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Hello\nthere", "Hello\rthere", "Hello\n.\nthere", "Hello\r\n.\rthere",
            "Hello\r\n.\nthere"})
    void bareBreaksAreRefusedWherePolicySaysSo(String text) {
        Client begun = new Client(SMALL, BareLineFeed.REJECT).open().say("EHLO c").say(MAIL, RCPT, "DATA");
        begun.codes();
        begun.send("\r\n" + text + "\r\n.\r\nNOOP\r\n");
        assertThat(begun.codes()).containsExactly("550 5.6.11", "250 2.0.0");
        assertThat(begun.backend.calls).doesNotContain("end");
    }

    @Test
    void headerHasLimits() {
        assertThat(inData().say("X: " + "x".repeat(1000), "", ".").codes()).containsExactly("554 5.6.0");
        assertThat(inData().send("X: x\r\n".repeat(11) + "\r\n.\r\n").codes()).containsExactly("554 5.6.0");
        assertThat(client.isClosed()).isFalse();
    }

    @Test
    void bodyIsNoHeader() {
        assertThat(inData().send("X: x\r\n\r\n" + "Received: x\r\n".repeat(200) + ".\r\n").codes())
                .containsExactly("250 2.0.0");
    }

    @Test
    void loopIsCut() {
        assertThat(inData().send("Received: x\r\n".repeat(3) + "\r\n.\r\n").codes()).containsExactly("554 5.4.6");
        assertThat(inData().send("Received: x\r\n".repeat(2) + "\r\n.\r\n").codes()).containsExactly("250 2.0.0");
    }

    @Test
    void sessionHasSoManyMessages() {
        inData().say(".");
        inData().say(".").codes();
        assertThat(client.say(MAIL).codes()).containsExactly("421 4.7.0");
        assertThat(client.isClosed()).isTrue();
        assertThat(client.backend.calls).contains("refused MAIL 421");
    }

    @Test
    void sessionWithoutLimitHasAnyNumber() {
        Client free = new Client(new SmtpLimits(65_536, 100, 0, 3, 5, 1000, 10, 2), BareLineFeed.NORMALIZE);
        free.open().say("EHLO c").codes();
        for (int i = 0; i < 50; i++) {
            assertThat(free.say(MAIL, RCPT, "DATA").say(".").codes()).endsWith("250 2.0.0");
        }
    }

    @Test
    void acceptedMessageMakesUpForErrorsAndJunk() {
        client.say("XYZZY").say("XYZZY").say("NOOP", "NOOP");
        inData().say(".");
        client.codes();
        assertThat(client.say("XYZZY", "XYZZY").codes()).containsExactly("500 5.5.1", "500 5.5.1");
        assertThat(client.say("XYZZY").codes()).containsExactly("500 5.5.1", "421 4.7.0");
    }

    @Test
    void whoIsRestrictedMayErrLess() {
        client.codes();
        client.machine.restrict(1, 1);
        assertThat(client.say("MAIL").codes()).containsExactly("501 5.1.7", "421 4.7.0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NOOP", "RSET", "VRFY <a@b>"})
    void whoIsRestrictedHasFewIdleCommands(String idle) {
        client.codes();
        client.machine.restrict(3, 1);
        assertThat(client.say("EHLO c").say("EHLO d").say("HELO e").say(idle).codes()).hasSize(4);
        assertThat(client.say(idle).codes()).containsExactly("421 4.7.0");
    }

    @Test
    void restrictionsAreTakenBackAndAreNoneWhereLessIsAllowedAnyway() {
        client.machine.restrict(1, 1);
        client.machine.relent();
        client.machine.restrict(100, 100);
        client.codes();
        assertThat(client.say("XYZZY").say("XYZZY").codes()).containsExactly("500 5.5.1", "500 5.5.1");
        assertThat(client.say("XYZZY").codes()).containsExactly("500 5.5.1", "421 4.7.0");
    }

    @Test
    void temporaryRefusalsAreNoErrorsOfTheClient() {
        client.backend.answer("mail", Answer.of(org.postrider.api.smtp.Reply.of(451, "4.7.1", "Later")));
        client.codes();
        assertThat(client.say(Collections.nCopies(10, MAIL).toArray(String[]::new)).codes())
                .hasSize(10).containsOnly("451 4.7.1");
    }

    @Test
    void recipientsBeyondTheLimitAreDeferred() {
        client.say(MAIL).codes();
        client.send((RCPT + "\r\n").repeat(100)).codes();
        assertThat(client.send((RCPT + "\r\n").repeat(1000)).codes()).hasSize(1000).containsOnly("452 4.5.3");
        assertThat(client.send((RCPT + "\r\n").repeat(10)).codes())
                .containsExactly("452 4.5.3", "452 4.5.3", "452 4.5.3", "421 4.7.0");
    }

    @Test
    void lineOfMailMayBeAsLongAsItsExtensionsNeed() {
        String mail = "MAIL FROM:<a@b> SIZE=1 BODY=8BITMIME X=";
        client.codes();
        assertThat(client.say(mail + "x".repeat(1650 - mail.length())).codes()).containsExactly("555 5.5.4");
        assertThat(client.say(mail + "x".repeat(1651 - mail.length())).codes()).containsExactly("500 5.5.2");
    }

    @Test
    void limitsHaveLimits() {
        assertThatThrownBy(() -> new SmtpLimits(1000, 100, 0, 1, 1, 1000, 10, 1))
                .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage("size is 1000; allowed is 65536 to 2147483647");
    }

    @Test
    void whoGuessesNamesWaitsForEachAnswer() {
        Client guest = Client.greeted().say(MAIL);
        guest.codes();
        guest.backend.answer("recipient", Answer.of(Reply.of(550, "5.1.1", "No such recipient")));
        for (int i = 0; i < 10; i++) {
            assertThat(guest.say(RCPT).codes()).containsExactly("550 5.1.1");
        }
        assertThat(guest.waits).isEmpty();
        guest.delay = new CompletableFuture<>();
        assertThat(guest.say(RCPT, RCPT, "NOOP").turn().codes()).isEmpty();
        assertThat(guest.waits).containsExactly(Duration.ofSeconds(1));
        CompletableFuture<Void> first = guest.delay;
        guest.delay = new CompletableFuture<>();
        first.complete(null);
        assertThat(guest.turn().codes()).containsExactly("550 5.1.1");
        guest.backend.answer("recipient", Answer.yes());
        guest.delay.complete(null);
        assertThat(guest.turn().codes()).containsExactly("550 5.1.1", "250 2.0.0");
        assertThat(guest.say(RCPT).codes()).containsExactly("250 2.1.5"); // a good one is not delayed
        assertThat(guest.waits).hasSize(2);
    }
}
