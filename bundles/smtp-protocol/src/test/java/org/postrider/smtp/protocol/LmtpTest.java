package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.postrider.api.smtp.Reply;

/** RFC 2033. */
class LmtpTest {

    private static final String MAIL = "MAIL FROM:<a@b>";
    private static final String RCPT = "RCPT TO:<c@d>";

    private final Client client = Client.lmtp();

    @Test
    void itsGreetingIsLhloAndNoOther() {
        assertThat(client.codes()).containsExactly("220");
        assertThat(client.say("EHLO c").say("HELO c").say(MAIL).codes())
                .containsExactly("500 5.5.1", "500 5.5.1", "503 5.5.1");
        assertThat(client.say("LHLO").say("LHLO c").say(MAIL).codes()).containsExactly("501 5.5.4", "250", "250 2.1.0");
        Client smtp = Client.greeted();
        smtp.codes();
        assertThat(smtp.say("LHLO c").codes()).containsExactly("500 5.5.1");
    }

    @Test
    void eachRecipientThatWasAcceptedHasAReply() {
        client.say("LHLO c").say(MAIL, RCPT).codes();
        client.backend.answer("recipient", Answer.of(Reply.of(550, "5.1.1", "Nobody")));
        client.say(RCPT).codes();
        client.backend.answer("recipient", Answer.yes());
        client.say(RCPT, "DATA").codes();
        assertThat(client.send("Hi\r\n.\r\nNOOP\r\n").codes()).containsExactly("250 2.0.0", "250 2.0.0", "250 2.0.0");
        assertThat(client.say(MAIL, RCPT, "DATA").say(".").codes())
                .containsExactly("250 2.1.0", "250 2.1.5", "354", "250 2.0.0");
    }

    @Test
    void aRefusalIsSaidToEachAndIsOneError() {
        client.say("LHLO c").codes();
        client.backend.answer("end", Answer.of(Reply.of(554, "5.7.1", "Spam")));
        for (int i = 0; i < 15; i++) {
            assertThat(client.say(MAIL, RCPT, RCPT, RCPT, "DATA").say(".").codes())
                    .endsWith("354", "554 5.7.1", "554 5.7.1", "554 5.7.1");
        }
        assertThat(client.isClosed()).isFalse();
    }

    @Test
    void whoIsSentAwayIsToldForEach() {
        client.say("LHLO c").say(MAIL, RCPT, RCPT, "DATA").codes();
        client.backend.answer("end", Answer.closing(Reply.of(554, "5.7.1", "Go")));
        assertThat(client.say(".").codes()).containsExactly("554 5.7.1", "554 5.7.1");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void withoutRecipientsThereIsNoMessage() {
        client.say("LHLO c").say(MAIL).codes();
        assertThat(client.say("DATA").codes()).containsExactly("503 5.5.1");
        assertThat(client.send("BDAT 1 LAST\r\na").codes()).containsExactly("503 5.5.1");
    }

    @Test
    void chunksHaveOneReplyAndTheLastOneForEachRecipient() {
        client.say("LHLO c").say(MAIL, RCPT, RCPT).codes();
        assertThat(client.send("BDAT 1\r\naBDAT 1 LAST\r\nb").codes())
                .containsExactly("250 2.0.0", "250 2.0.0", "250 2.0.0");
    }

    @Test
    void aMessageThatTakesTooLongIsRefusedForEach() {
        client.say("LHLO c").say(MAIL, RCPT, RCPT, "DATA").codes();
        CompletableFuture<Answer> end = client.backend.later("end");
        client.say(".");
        client.machine.giveUp(Reply.of(451, "4.4.5", "Too long"));
        assertThat(client.codes()).containsExactly("451 4.4.5", "451 4.4.5");
        end.complete(Answer.of(Reply.of(250, "2.0.0", "Queued")));
        assertThat(client.turn().codes()).isEmpty();
    }
}
