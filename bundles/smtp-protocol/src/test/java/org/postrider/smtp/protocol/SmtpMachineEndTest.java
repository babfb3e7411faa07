package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.smtp.Reply;

/** How sessions end: hung up, sent away, given up. */
class SmtpMachineEndTest {

    private static final String MAIL = "MAIL FROM:<a@b>";
    private static final String RCPT = "RCPT TO:<c@d>";
    private static final Reply BYE = Reply.of(421, "4.3.2", "Bye");

    @ParameterizedTest
    @CsvSource({
        "connect,   0, OPENING", "helo, 1, WAITING", "mail, 2, WAITING", "recipient, 3, WAITING", "data, 4, WAITING",
        "end, 6, FINISHING", "none, 1, COMMAND", "none, 2, COMMAND", "none, 3, COMMAND", "none, 4, DATA",
        "none, 5, DATA"})
    void hangUpInAnyPhaseEndsEverything(String pending, int lines, Phase phase) {
        Client client = new Client();
        var answer = client.backend.later(pending);
        client.open();
        String[] session = {"EHLO c", MAIL, RCPT, "DATA", "text", "."};
        for (int i = 0; i < lines; i++) {
            client.say(session[i]);
        }
        assertThat(client.machine.phase()).isEqualTo(phase);
        client.codes();
        client.machine.hangUp();
        assertThat(client.machine.phase()).isEqualTo(Phase.CLOSED);
        assertThat(client.machine.inTransaction()).isFalse();
        assertThat(client.backend.calls).last().isEqualTo("reset");
        int calls = client.backend.calls.size();
        assertThat(client.backend.ended).as("ended with a call pending").isEqualTo(pending.equals("none") ? 1 : 0);
        answer.complete(Answer.of(Reply.of(250, "2.0.0", "too late")));
        client.turn().say("NOOP");
        assertThat(client.codes()).isEmpty();
        assertThat(client.backend.calls).hasSize(calls);
        client.machine.hangUp();
        assertThat(client.backend.ended).isEqualTo(1);
    }

    @Test
    void theEndWaitsForTheAnswerToAMessageThatWasGivenUp() {
        Client client = Client.greeted().say(MAIL, RCPT, "DATA");
        var end = client.backend.later("end");
        client.say("text", ".");
        client.machine.giveUp(Reply.of(451, "4.4.5", "too slow"));
        client.say(MAIL).machine.hangUp();
        assertThat(client.backend.ended).isZero();
        end.complete(Answer.yes());
        client.turn();
        assertThat(client.backend.ended).isEqualTo(1);
    }

    @Test
    void idleClientIsDismissedAtOnce() {
        Client client = Client.greeted();
        client.codes();
        client.machine.dismiss(BYE);
        assertThat(client.codes()).containsExactly("421 4.3.2");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void clientIsDismissedWhenItsMessageIsAccepted() {
        Client client = Client.greeted().say(MAIL);
        var end = client.backend.later("end");
        client.codes();
        client.machine.dismiss(BYE);
        client.say(RCPT).say("DATA").say("text", ".", MAIL);
        assertThat(client.codes()).containsExactly("250 2.1.5", "354");
        end.complete(Answer.of(Reply.of(250, "2.0.0", "Queued")));
        assertThat(client.turn().codes()).containsExactly("250 2.0.0", "421 4.3.2");
        assertThat(client.isClosed()).isTrue();
        assertThat(client.left()).isEqualTo(MAIL + "\r\n");
    }

    @Test
    void clientIsDismissedWhenItResets() {
        Client client = Client.greeted().say(MAIL);
        client.codes();
        client.machine.dismiss(BYE);
        assertThat(client.say("RSET").codes()).containsExactly("250 2.0.0", "421 4.3.2");
    }

    @Test
    void clientThatIsBeingGreetedIsDismissedAfterwards() {
        Client client = new Client();
        var decision = client.backend.later("connect");
        client.open();
        client.machine.dismiss(BYE);
        decision.complete(Answer.yes());
        assertThat(client.turn().codes()).containsExactly("220", "421 4.3.2");
    }

    @Test
    void messageThatTakesTooLongIsRefusedAndItsAnswerComesToNothing() {
        Client client = Client.greeted().say(MAIL, RCPT, "DATA");
        var end = client.backend.later("end");
        client.send("text\r\n.\r\nNOOP\r\n");
        client.codes();
        client.machine.giveUp(Reply.of(451, "4.4.5", "Too long"));
        assertThat(client.codes()).containsExactly("451 4.4.5", "250 2.0.0");
        assertThat(client.backend.calls).endsWith("end", "refused DATA 451", "reset");
        end.complete(Answer.of(Reply.of(250, "2.0.0", "too late")));
        assertThat(client.turn().codes()).isEmpty();
    }

    @Test
    void givingUpMeansNothingElsewhere() {
        Client client = Client.greeted().say(MAIL);
        client.codes();
        client.machine.giveUp(Reply.of(451, "4.4.5", "Too long"));
        assertThat(client.codes()).isEmpty();
        assertThat(client.machine.inTransaction()).isTrue();
    }
}
