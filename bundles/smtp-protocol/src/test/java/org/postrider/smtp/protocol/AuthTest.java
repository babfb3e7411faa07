package org.postrider.smtp.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;

class AuthTest {

    private static final TlsInfo TLS = new TlsInfo(
            "TLSv1.3", "TLS_AES_256_GCM_SHA384", Optional.empty(), Optional.empty(), Optional.empty());
    private static final Reply CHALLENGE = Reply.plain(334, "");
    private static final Reply WELCOME = Reply.of(235, "2.7.0", "Authentication successful");
    private static final Reply WRONG = Reply.of(535, "5.7.8", "Authentication credentials invalid");

    private final Client client = new Client();
    private final ScriptedLogin login = new ScriptedLogin();

    @BeforeEach
    void open() {
        client.backend.login = login;
        client.machine.secured(TLS);
        client.open().say("EHLO c");
        client.codes();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void offeredWhenEncryptedOnly() {
        Client clear = new Client();
        clear.backend.login = new ScriptedLogin();
        clear.open().say("EHLO c");
        assertThat(clear.lastReply().lines()).noneMatch(line -> line.startsWith("AUTH"));
        client.say("EHLO c");
        assertThat(client.lastReply().lines()).contains("AUTH SCRAM-SHA-256 PLAIN");
        login.mechanisms = List.of();
        client.say("EHLO c");
        assertThat(client.lastReply().lines()).noneMatch(line -> line.startsWith("AUTH"));
    }

    /** GNU SASL's smtp client overlooks what the last line of the reply offers, and would not log in. */
    @Test
    void neverOfferedInTheLastLine() {
        client.say("EHLO c");
        List<String> lines = client.lastReply().lines();
        assertThat(lines.subList(0, lines.size() - 1)).contains("AUTH SCRAM-SHA-256 PLAIN");
        assertThat(lines).endsWith("SMTPUTF8");
    }

    @ParameterizedTest
    @CsvSource({
        "AUTH, 501 5.5.4", "'AUTH ', 501 5.5.4", "AUTH PLAIN x y, 501 5.5.4", "AUTH PL.AIN, 501 5.5.4",
        "AUTH ABCDEFGHIJKLMNOPQRSTU, 501 5.5.4", "AUTH CRAM-MD5, 504 5.5.4", "AUTH DIGEST-MD5, 504 5.5.4",
        "AUTH PLAIN  YQ==, 501 5.5.4", "AUTH PLAIN YQ, 501 5.5.2", "AUTH PLAIN YR==, 501 5.5.2",
        "AUTH PLAIN Y Q==, 501 5.5.4", "AUTH PLAIN ==, 501 5.5.2", "AUTH PLAIN *, 501 5.5.2", "AUTH PLAIN Y-Q=, 501 5.5.2",
        "AUTH PLAIN YQ==, 235 2.7.0", "AUTH PLAIN =, 235 2.7.0", "auth plain YQ==, 235 2.7.0"})
    void command(String line, String code) {
        login.answer(WELCOME);
        assertThat(client.say(line).codes()).containsExactly(code);
    }

    @Test
    void neverInClearText() {
        Client clear = new Client();
        ScriptedLogin unasked = new ScriptedLogin();
        clear.backend.login = unasked;
        clear.open().say("EHLO c").codes();
        assertThat(clear.say("AUTH PLAIN YQ==", "AUTH LOGIN", "AUTH").codes()).isNotEmpty();
        assertThat(unasked.said).isEmpty();
        assertThat(Client.greeted().say("AUTH PLAIN YQ==").codes()).endsWith("538 5.7.11");
    }

    @Test
    void notImplementedWhereNobodyCanLogIn() {
        login.mechanisms = List.of();
        assertThat(client.say("AUTH PLAIN YQ==").codes()).containsExactly("502 5.5.1");
    }

    @Test
    void order() {
        client.say("HELO c").codes();
        assertThat(client.say("AUTH PLAIN YQ==").codes()).containsExactly("503 5.5.1");
        client.say("EHLO c").say("MAIL FROM:<a@b.example>").codes();
        assertThat(client.say("AUTH PLAIN YQ==").codes()).containsExactly("503 5.5.1");
        client.say("RSET").codes();
        login.answer(WELCOME);
        assertThat(client.say("AUTH PLAIN YQ==").codes()).containsExactly("235 2.7.0");
        assertThat(client.say("AUTH PLAIN YQ==").codes()).containsExactly("503 5.5.1");
        assertThat(client.say("EHLO c").say("AUTH PLAIN YQ==").codes()).containsExactly("250", "503 5.5.1");
    }

    @Test
    void whoStandsInForAnotherIsNobodyAgain() {
        client.backend.speaksForOthers = true;
        login.answer(WELCOME, WELCOME);
        client.say("AUTH PLAIN YQ==").say("XCLIENT HELO=c PROTO=ESMTP").codes();
        assertThat(client.say("AUTH PLAIN YQ==").codes()).containsExactly("235 2.7.0");
        client.say("XCLIENT LOGIN=joe@example.org HELO=c PROTO=ESMTP").codes();
        assertThat(client.say("AUTH PLAIN YQ==").codes()).containsExactly("503 5.5.1");
    }

    @Test
    void challengesAndResponses() {
        login.answer(CHALLENGE, CHALLENGE, WELCOME);
        assertThat(client.say("AUTH PLAIN").codes()).containsExactly("334");
        assertThat(client.machine.phase()).isEqualTo(Phase.RESPONSE);
        assertThat(client.say(base64("one")).codes()).containsExactly("334");
        assertThat(client.say("").codes()).containsExactly("235 2.7.0");
        assertThat(login.said).containsExactly("PLAIN", "one", "");
        assertThat(client.say("NOOP").codes()).containsExactly("250 2.0.0");
    }

    @Test
    void refusedLoginMayBeTriedAgain() {
        login.answer(CHALLENGE, WRONG, WELCOME);
        client.say("AUTH PLAIN").codes();
        assertThat(client.say("YQ==").codes()).containsExactly("535 5.7.8");
        assertThat(client.say("AUTH PLAIN YQ==").codes()).containsExactly("235 2.7.0");
    }

    @ParameterizedTest
    @CsvSource({
        "*, 501 5.7.0", "Y, 501 5.5.2", "YR==, 501 5.5.2", "' YQ==', 501 5.5.2", "'YQ== ', 501 5.5.2", "=, 501 5.5.2",
        "QUITS, 501 5.5.2", "'**', 501 5.5.2", "\u00e9, 501 5.5.2", "'\t', 501 5.5.2"})
    void responseThatEndsIt(String line, String code) {
        login.answer(CHALLENGE);
        client.say("AUTH PLAIN").codes();
        assertThat(client.say(line).codes()).containsExactly(code);
        assertThat(login.said).containsExactly("PLAIN", "cancelled");
        assertThat(client.machine.phase()).isEqualTo(Phase.COMMAND);
    }

    @Test
    void lineHasALimit() {
        login.answer(WRONG, WRONG, CHALLENGE, WRONG, CHALLENGE, CHALLENGE);
        int room = AuthVerb.LINE - 2 - "AUTH PLAIN ".length();
        assertThat(client.say("AUTH PLAIN " + "A".repeat(room / 4 * 4)).codes()).containsExactly("535 5.7.8");
        assertThat(client.say("AUTH PLAIN " + "A".repeat(room / 4 * 4 + 4)).codes()).containsExactly("500 5.5.6");
        assertThat(client.say("AUTH PLAIN =").codes()).containsExactly("535 5.7.8");
        client.say("AUTH PLAIN").codes();
        assertThat(client.say("A".repeat(12_284)).codes()).containsExactly("535 5.7.8");
        client.say("AUTH PLAIN").codes();
        assertThat(client.say("A".repeat(12_288)).codes()).containsExactly("500 5.5.6");
        client.say("AUTH PLAIN").codes();
        assertThat(client.say("A".repeat(40_000)).codes()).containsExactly("500 5.5.6");
        assertThat(client.say("NOOP " + "A".repeat(508)).codes()).containsExactly("500 5.5.2");
        assertThat(client.say("NOOP").codes()).containsExactly("250 2.0.0");
    }

    @Test
    void endlessResponseEndsTheSession() {
        login.answer(CHALLENGE);
        client.say("AUTH PLAIN").codes();
        assertThat(client.send("A".repeat(70_000)).codes()).containsExactly("500 5.5.2");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void bareBreakEndsTheLogin() {
        login.answer(CHALLENGE);
        client.say("AUTH PLAIN").codes();
        assertThat(client.send("YQ==\nNOOP\r\n").codes()).containsExactly("500 5.5.2");
        assertThat(client.machine.phase()).isEqualTo(Phase.COMMAND);
    }

    @Test
    void nothingIsSentBeforeItsTurn() {
        login.answer(CHALLENGE);
        assertThat(client.send("AUTH PLAIN\r\nYQ==\r\n").codes()).containsExactly("554 5.5.0");
        assertThat(client.isClosed()).isTrue();
        assertThat(login.said).isEmpty();
    }

    @Test
    void nothingIsSentBehindAResponse() {
        login.answer(CHALLENGE);
        client.say("AUTH PLAIN").codes();
        assertThat(client.send("YQ==\r\nMAIL FROM:<a@b.example>\r\n").codes()).containsExactly("554 5.5.0");
        assertThat(login.said).containsExactly("PLAIN");
    }

    @Test
    void nothingIsSentWhileAPasswordIsLookedAt() {
        CompletableFuture<Answer> later = login.later();
        client.say("AUTH PLAIN YQ==");
        assertThat(client.machine.phase()).isEqualTo(Phase.WAITING);
        client.say("NOOP");
        assertThat(client.codes()).containsExactly("554 5.5.0");
        later.complete(Answer.of(WELCOME));
        assertThat(client.turn().codes()).isEmpty();
    }

    @Test
    void slowAnswerIsWaitedFor() {
        CompletableFuture<Answer> later = login.later();
        assertThat(client.say("AUTH PLAIN YQ==").codes()).isEmpty();
        later.complete(Answer.of(WELCOME));
        assertThat(client.turn().codes()).containsExactly("235 2.7.0");
    }

    @Test
    void brokenLoginIsALocalError() {
        login.later().completeExceptionally(new IllegalStateException("broken"));
        assertThat(client.say("AUTH PLAIN YQ==").codes()).containsExactly("451 4.3.0");
        assertThat(client.machine.phase()).isEqualTo(Phase.COMMAND);
    }

    @Test
    void tooManyRefusalsEndTheSession() {
        for (int i = 0; i < 19; i++) {
            client.say("AUTH CRAM-MD5");
        }
        client.codes();
        assertThat(client.say("AUTH CRAM-MD5").codes()).containsExactly("504 5.5.4", "421 4.7.0");
        assertThat(client.isClosed()).isTrue();
    }

    @Test
    void clientIsSentAwayWhileItIsAsked() {
        login.answer(CHALLENGE);
        client.say("AUTH PLAIN").codes();
        client.machine.dismiss(Reply.of(421, "4.3.2", "Service shutting down"));
        assertThat(client.codes()).containsExactly("421 4.3.2");
    }

    @ParameterizedTest
    @CsvSource({
        "<>, 250 2.1.0", "e+3Dmc2@example.com, 250 2.1.0", "joe@example.org, 250 2.1.0",
        "joe, 501 5.5.4", "e+3dmc2@example.com, 501 5.5.4", "a+3@b.example, 501 5.5.4", "a+00@b.example, 501 5.5.4"})
    void parameterOfMail(String value, String code) {
        assertThat(client.say("MAIL FROM:<a@b.example> AUTH=" + value).codes()).containsExactly(code);
        login.mechanisms = List.of();
        client.say("RSET").codes();
        assertThat(client.say("MAIL FROM:<a@b.example> AUTH=" + value).codes()).containsExactly("555 5.5.4");
    }

    @Test
    void parameterOfMailIsNotPassedOn() {
        client.say("MAIL FROM:<a@b.example> AUTH=joe@example.org SIZE=100");
        assertThat(client.backend.mail.parameters()).containsOnlyKeys("SIZE");
    }

    @Test
    void saidOctetByOctetItIsTheSame() {
        login.answer(CHALLENGE, WELCOME);
        for (String line : List.of("AUTH PLAIN\r\n", "YQ==\r\n")) {
            line.chars().forEach(c -> client.send(String.valueOf((char) c)));
        }
        assertThat(client.codes()).containsExactly("334", "235 2.7.0");
    }
}
