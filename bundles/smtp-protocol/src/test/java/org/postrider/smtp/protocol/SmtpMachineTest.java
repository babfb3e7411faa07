package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;

class SmtpMachineTest {

    private static final String HELLO = "EHLO c";
    private static final String MAIL = "MAIL FROM:<a@b>";
    private static final String RCPT = "RCPT TO:<c@d>";

    // before EHLO, after EHLO, after MAIL, after RCPT
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EHLO c               | 250       | 250       | 250       | 250
            HELO c               | 250       | 250       | 250       | 250
            EHLO                 | 501 5.5.4 | 501 5.5.4 | 501 5.5.4 | 501 5.5.4
            MAIL FROM:<a@b>      | 503 5.5.1 | 250 2.1.0 | 503 5.5.1 | 503 5.5.1
            MAIL FROM:a@b        | 503 5.5.1 | 501 5.1.7 | 503 5.5.1 | 503 5.5.1
            RCPT TO:<c@d>        | 503 5.5.1 | 503 5.5.1 | 250 2.1.5 | 250 2.1.5
            RCPT TO:<>           | 503 5.5.1 | 503 5.5.1 | 501 5.1.3 | 501 5.1.3
            DATA                 | 503 5.5.1 | 503 5.5.1 | 554 5.5.1 | 354
            DATA x               | 501 5.5.4 | 501 5.5.4 | 501 5.5.4 | 501 5.5.4
            RSET                 | 250 2.0.0 | 250 2.0.0 | 250 2.0.0 | 250 2.0.0
            RSET x               | 501 5.5.4 | 501 5.5.4 | 501 5.5.4 | 501 5.5.4
            NOOP                 | 250 2.0.0 | 250 2.0.0 | 250 2.0.0 | 250 2.0.0
            VRFY x               | 252 2.0.0 | 252 2.0.0 | 252 2.0.0 | 252 2.0.0
            VRFY                 | 501 5.5.4 | 501 5.5.4 | 501 5.5.4 | 501 5.5.4
            EXPN x               | 502 5.5.1 | 502 5.5.1 | 502 5.5.1 | 502 5.5.1
            HELP                 | 214 2.0.0 | 214 2.0.0 | 214 2.0.0 | 214 2.0.0
            STARTTLS             | 502 5.5.1 | 502 5.5.1 | 502 5.5.1 | 502 5.5.1
            AUTH PLAIN           | 538 5.7.11 | 538 5.7.11 | 538 5.7.11 | 538 5.7.11
            BDAT 0 LAST          | 503 5.5.1 | 503 5.5.1 | 554 5.5.1 | 250 2.0.0
            BDAT x               | 501 5.5.4 | 501 5.5.4 | 501 5.5.4 | 501 5.5.4
            XYZZY                | 500 5.5.1 | 500 5.5.1 | 500 5.5.1 | 500 5.5.1
            ''                   | 500 5.5.1 | 500 5.5.1 | 500 5.5.1 | 500 5.5.1
            QUIT                 | 221 2.0.0 | 221 2.0.0 | 221 2.0.0 | 221 2.0.0
            QUIT x               | 501 5.5.4 | 501 5.5.4 | 501 5.5.4 | 501 5.5.4
            GET / HTTP/1.1       | 554 5.5.1 | 554 5.5.1 | 554 5.5.1 | 554 5.5.1
            """)
    void everyVerbInEveryState(String line, String connected, String greeted, String mail, String rcpt) {
        assertThat(reply(line)).isEqualTo(connected);
        assertThat(reply(line, HELLO)).isEqualTo(greeted);
        assertThat(reply(line, HELLO, MAIL)).isEqualTo(mail);
        assertThat(reply(line, HELLO, MAIL, RCPT)).isEqualTo(rcpt);
    }

    private static String reply(String line, String... before) {
        Client client = new Client().open();
        for (String command : before) {
            client.say(command);
        }
        client.codes();
        List<String> codes = client.say(line).codes();
        assertThat(codes).hasSize(1);
        return codes.get(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO", "MAIL FROM:<a@b>", "RCPT TO:x", "DATA x", "RSET x", "VRFY", "EXPN x", "XYZZY",
            "", "NOOP", "\0"})
    void whatIsRefusedChangesNothing(String line) {
        Client client = Client.greeted().say(MAIL, RCPT).say(line);
        assertThat(client.machine.inTransaction()).isTrue();
        client.codes();
        assertThat(client.say("DATA").say("x", ".").codes()).containsExactly("354", "250 2.0.0");
        assertThat(client.backend.calls).containsExactly("connect", "helo", "mail", "recipient", "data", "end",
                "reset");
    }

    @Test
    void answersThatAreThereNeedNoTurnOfTheLoop() {
        Client client = Client.greeted().say(MAIL, RCPT, "DATA").send("Hi\r\n.\r\n");
        assertThat(client.loop).isEmpty();
        assertThat(client.codes()).containsExactly("220", "250", "250 2.1.0", "250 2.1.5", "354", "250 2.0.0");
        assertThat(client.backend.body).hasToString("Hi\r\n");
    }

    @Test
    void inputWaitsForTheAnswer() {
        Client client = Client.greeted();
        client.codes();
        var sender = client.backend.later("mail");
        client.say(MAIL, RCPT, "DATA");
        assertThat(client.codes()).isEmpty();
        assertThat(client.machine.phase()).isEqualTo(Phase.WAITING);
        assertThat(client.machine.wantsInput()).isFalse();
        assertThat(client.left()).isEqualTo(RCPT + "\r\nDATA\r\n");
        sender.complete(Answer.yes());
        assertThat(client.codes()).as("not before the loop's turn").isEmpty();
        assertThat(client.turn().codes()).containsExactly("250 2.1.0", "250 2.1.5", "354");
    }

    @Test
    void answerThatFailsIsALocalError() {
        Client client = Client.greeted();
        client.codes();
        client.backend.later("mail").completeExceptionally(new IllegalStateException("broken"));
        assertThat(client.say(MAIL).codes()).containsExactly("451 4.3.0");
        assertThat(client.machine.inTransaction()).isFalse();
    }

    @Test
    void refusedConnectionIsToldInPlaceOfTheGreeting() {
        Client client = new Client();
        client.backend.answer("connect", Answer.of(Reply.of(554, "5.7.1", "Not you")));
        client.open();
        assertThat(client.codes()).containsExactly("554 5.7.1");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void backendMayCloseAfterAnyAnswer() {
        Client client = Client.greeted().say(MAIL);
        client.codes();
        client.backend.answer("recipient", Answer.closing(Reply.of(550, "5.7.1", "Go")));
        client.say(RCPT, "DATA");
        assertThat(client.codes()).containsExactly("550 5.7.1");
        assertThat(client.isClosed()).isTrue();
        assertThat(client.left()).isEmpty();
    }

    @Test
    void talkingBeforeTheGreetingIsAnAttack() {
        Client client = new Client();
        var decision = client.backend.later("connect");
        client.open().say(HELLO);
        assertThat(client.codes()).containsExactly("554 5.5.0");
        assertThat(client.isClosed()).isTrue();
        decision.complete(Answer.yes());
        assertThat(client.turn().codes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EHLO c", "HELO c", "DATA"})
    void talkingWhileTheAnswerIsDueIsAnAttack(String verb) {
        Client client = Client.greeted().say(MAIL, RCPT);
        client.codes();
        client.backend.later("helo");
        client.backend.later("data");
        client.say(verb).say("NOOP");
        assertThat(client.codes()).containsExactly("554 5.5.0");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void backendThatIsBehindStopsTheInput() {
        Client client = Client.greeted().say(MAIL, RCPT, "DATA");
        client.codes();
        var room = new java.util.concurrent.CompletableFuture<Void>();
        client.backend.room = room;
        client.send("one\r\n");
        assertThat(client.machine.wantsInput()).isFalse();
        client.send("two\r\n.\r\n");
        assertThat(client.left()).isEqualTo("two\r\n.\r\n");
        client.backend.room = java.util.concurrent.CompletableFuture.completedFuture(null);
        room.complete(null);
        assertThat(client.turn().codes()).containsExactly("250 2.0.0");
        assertThat(client.backend.body).hasToString("one\r\ntwo\r\n");
    }

    @Test
    void endWaitsForTheLastBytes() {
        Client client = Client.greeted().say(MAIL, RCPT, "DATA");
        client.codes();
        var room = client.backend.room = new java.util.concurrent.CompletableFuture<>();
        client.send("one\r\n.\r\n");
        assertThat(client.backend.calls).doesNotContain("end");
        assertThat(client.machine.phase()).isEqualTo(Phase.FINISHING);
        room.completeExceptionally(new IllegalStateException("disk"));
        client.backend.answer("end", Answer.of(Reply.of(452, "4.3.1", "Full")));
        assertThat(client.turn().codes()).containsExactly("452 4.3.1");
    }

    @Test
    void whatWasSaidInClearTextCountsNoMoreOnceTheConnectionIsEncrypted() {
        Client client = Client.greeted().say(MAIL, RCPT).send("RCPT TO:<half");
        client.codes();
        client.machine.secured(new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty(), Optional.empty(),
                Optional.empty()));
        assertThat(client.backend.calls).endsWith("reset", "secured");
        assertThat(client.say("DATA").say(MAIL).say(HELLO).say(MAIL).codes())
                .containsExactly("503 5.5.1", "503 5.5.1", "250", "250 2.1.0");
    }
}
