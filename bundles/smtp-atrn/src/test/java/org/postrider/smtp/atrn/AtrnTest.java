package org.postrider.smtp.atrn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.MessageId;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.testing.config.Configured;
import org.postrider.testing.extension.SampleSession;
import org.postrider.testing.extension.SmtpExtensionContract;
import org.postrider.testing.sink.Misbehaviour;
import org.postrider.testing.sink.Received;
import org.postrider.testing.sink.SmtpSink;

class AtrnTest implements SmtpExtensionContract {

    private static final Session ANN = SampleSession.user("ann@example.org");
    private static final Session BOB = SampleSession.user("bob@example.org");

    private final AtrnTransport transport = new AtrnTransport();
    private final Atrn atrn = new Atrn(transport, Configured.with(AtrnConfig.class, Map.of("hostname", "us.test", "turns", 2, "timeout", 1,
            "accounts", "ann@example.org=one.test two.test, bob@example.org=bob.test, cid@example.org=cid.test")),
            Duration.ofMillis(300));
    private final CarryingQueue queue = new CarryingQueue(transport);
    private final SmtpSink sink = new SmtpSink();

    AtrnTest() {
        atrn.queue(queue.queue());
    }

    @AfterEach
    void stop() {
        queue.close();
        sink.close();
    }

    @Override
    public SmtpExtension extension() {
        return atrn;
    }

    private String ask(Session session, String argument) {
        return atrn.run(session, "ATRN", argument).toCompletableFuture().join().toString();
    }

    /** ATRN, and what comes after it. */
    private void turn(Session session, String argument) throws IOException {
        assertThat(ask(session, argument)).isEqualTo("250 2.0.0 OK now reversing the connection");
        try (Customer customer = new Customer(sink)) {
            atrn.turned(session, "ATRN", argument, customer);
        }
        await().until(queue::isSettled);
    }

    @Test
    void itIsOfferedWhereOneCanLogIn() {
        assertThat(atrn.offer(SampleSession.stranger())).isEmpty();
        assertThat(atrn.offer(SampleSession.lmtp())).isEmpty();
        assertThat(atrn.offer(SampleSession.arriving())).contains("");
        assertThat(new Atrn(transport, Configured.defaults(AtrnConfig.class)).offer(ANN)).as("nobody may ask").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 250", "one.test, 250", "'one.test,two.test', 250", "TWO.test, 250", "'one.test,bob.test', 450", "bob.test, 450",
        "a.one.test, 450", "'one.test,', 501", "'one.test two.test', 501", "@one.test, 501", "'one.test, two.test', 501",
    })
    void anAccountTurnsItsOwnDomainsOnly(String argument, String code) {
        queue.put(1, "joe@one.test");
        queue.put(2, "joe@two.test");
        assertThat(ask(ANN, argument)).startsWith(code + " ");
    }

    @Test
    void nobodyGetsAnythingWithoutALogin() {
        queue.put(1, "joe@one.test");
        assertThat(ask(SampleSession.arriving(), "one.test")).isEqualTo("530 5.7.0 Authentication required");
        assertThat(ask(SampleSession.user("eve@example.org"), "one.test")).isEqualTo("450 4.7.1 ATRN request refused");
        assertThat(ask(SampleSession.user("eve@example.org"), "")).isEqualTo("450 4.7.1 ATRN request refused");
    }

    @Test
    void withoutMailNothingIsTurned() {
        queue.put(1, "joe@bob.test");
        assertThat(ask(ANN, "")).isEqualTo("453 4.0.0 You have no mail");
        assertThat(ask(ANN, "")).as("no place is left taken").startsWith("453 ");
        atrn.queue(null);
        assertThat(ask(ANN, "")).isEqualTo("451 4.3.2 Unable to process ATRN request now");
    }

    @Test
    void oneConnectionOfAnAccountAndSoManyInAll() {
        queue.put(1, "joe@one.test", "joe@bob.test", "joe@cid.test");
        assertThat(ask(ANN, "")).startsWith("250 ");
        assertThat(ask(ANN, "")).startsWith("451 4.3.2 ");
        assertThat(ask(BOB, "")).startsWith("250 ");
        assertThat(ask(SampleSession.user("cid@example.org"), "")).startsWith("451 4.3.2 ");
    }

    @Test
    void theMailOfTheNamedDomainsIsDeliveredOneByOneAndTheConnectionEndsWithQuit() throws IOException {
        queue.put(1, "joe@one.test", "ann@two.test");
        queue.put(2, "bob@bob.test");
        queue.put(3, "eve@one.test");
        turn(ANN, "");

        assertThat(sink.messages()).extracting(Received::content).containsExactly(CarryingQueue.TEXT, CarryingQueue.TEXT);
        assertThat(sink.commands().get(0)).isEqualTo("EHLO us.test");
        assertThat(sink.commands()).filteredOn(it -> it.startsWith("RCPT")).containsExactly(
                "RCPT TO:<joe@one.test>", "RCPT TO:<ann@two.test>", "RCPT TO:<eve@one.test>");
        await().until(() -> sink.commands().get(sink.commands().size() - 1).equals("QUIT"));
        assertThat(queue.listed.list(10)).extracting(it -> it.id()).containsExactly(new MessageId(2));
        assertThat(queue.outcomes.values()).allMatch(it -> it instanceof Outcome.Delivered);
    }

    @Test
    void aRefusalConcernsItsMessageOnly() throws IOException {
        queue.put(1, "joe@one.test");
        queue.put(2, "ann@one.test");
        queue.put(3, "eve@one.test");
        sink.reply("RCPT TO:<joe@one.test>", "550 5.1.1 Unknown").reply("RCPT TO:<ann@one.test>", "451 4.7.1 Later");
        turn(ANN, "one.test");

        assertThat(queue.outcomes.get("joe@one.test")).isInstanceOf(Outcome.Failed.class);
        assertThat(queue.outcomes.get("ann@one.test")).isInstanceOf(Outcome.Deferred.class);
        assertThat(queue.outcomes.get("eve@one.test")).isInstanceOf(Outcome.Delivered.class);
        assertThat(queue.listed.list(10)).extracting(it -> it.id()).containsExactly(new MessageId(2));
        assertThat(sink.commands()).filteredOn(it -> it.equals("RSET")).hasSize(3);
    }

    @ParameterizedTest
    @EnumSource(names = {"HANG_UP", "NO_BANNER", "GARBAGE", "CLOSE_AFTER_DOT"})
    void whateverTheOtherSideDoesMailIsKeptAndTheNextTurnIsPossible(Misbehaviour how) throws IOException {
        queue.put(1, "joe@one.test");
        queue.put(2, "ann@one.test");
        sink.behave(how);
        turn(ANN, "one.test");
        assertThat(queue.listed.list(10)).hasSize(2);

        sink.behave(Misbehaviour.NONE);
        turn(ANN, "one.test");
        assertThat(queue.listed.list(10)).isEmpty();
    }

    @Test
    void whoDoesNotWantMailGetsNone() throws IOException {
        queue.put(1, "joe@one.test");
        sink.reply("CONNECT", "554 5.3.2 Not today");
        turn(ANN, "one.test");
        assertThat(queue.outcomes).isEmpty();
        assertThat(queue.listed.list(10)).hasSize(1);
    }

    @Test
    void aQueueThatBringsNothingIsNotWaitedForWithoutEnd() throws IOException {
        queue.put(1, "joe@one.test");
        queue.idle = true;
        turn(ANN, "one.test");
        assertThat(sink.messages()).isEmpty();
        queue.idle = false;
        turn(ANN, "one.test");
        assertThat(sink.messages()).hasSize(1);
    }

    @Test
    void mailWaitsWhereNobodyAsks() {
        queue.put(1, "joe@one.test");
        queue.carry(queue.listed.list(1).get(0));
        assertThat(queue.outcomes.get("joe@one.test").reply()).hasToString(
                "450 4.4.1 It waits until the server of its domain asks for it");
    }

    @Test
    void aConnectionThatComesTooLateIsNotUsed() throws IOException {
        queue.put(1, "joe@one.test");
        try (Customer customer = new Customer(sink)) {
            atrn.turned(ANN, "ATRN", "one.test", customer);
        }
        assertThat(sink.messages()).isEmpty();
    }
}
