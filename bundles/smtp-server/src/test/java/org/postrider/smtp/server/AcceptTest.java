package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.event.MessageAccepted;
import org.postrider.api.event.MessageRefused;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.trace.Trace;
import org.postrider.net.Network;

/** What becomes of a message that is accepted, and what is told of it. */
class AcceptTest {

    private final Server server = new Server()
            .with("hostname", "mx.localhost").with("postmaster", "postmaster@localhost").start();

    @AfterEach
    void stop() {
        server.close();
    }

    private String bytes(MessageId id) {
        return new String(server.spool.bytes(id), StandardCharsets.UTF_8);
    }

    @Test
    void messageIsQueuedUnderATraceField() throws Exception {
        try (Talk talk = server.greeted()) {
            String reply = talk.mail("250 2.0.0 Queued as ");
            QueuedMessage message = server.spool.messages().get(0);
            assertThat(reply).endsWith(message.id().toString());
            assertThat(message.envelope().sender()).map(Object::toString).contains("joe@example.org");
            assertThat(message.envelope().recipients()).hasSize(1);
            assertThat(bytes(message.id())).matches("Received: from client\\.example \\(\\[127\\.0\\.0\\.1\\]\\)\r\n"
                    + "\tby mx\\.localhost with ESMTP id " + message.id() + "\r\n\tfor <postmaster@localhost>;\r\n"
                    + "\t(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d{1,2} [A-Z][a-z]{2} \\d{4} \\d\\d:\\d\\d:\\d\\d \\+0000\r\n"
                    + "Subject: hello\r\n\r\nHello\\.\r\n");
        }
    }

    @Test
    void traceFieldTellsNoBlindCopies() throws Exception {
        server.directory.account("ann@localhost");
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<>", "250");
            talk.ask("RCPT TO:<ann@localhost>", "250");
            talk.ask("RCPT TO:<postmaster>", "250");
            talk.ask("DATA", "354");
            talk.ask(".", "250");
            QueuedMessage message = server.spool.messages().get(0);
            assertThat(bytes(message.id())).doesNotContain("ann").doesNotContain("postmaster");
            assertThat(message.envelope().sender()).isEmpty();
            assertThat(message.envelope().recipients()).extracting(r -> r.address().toString())
                    .containsExactly("ann@localhost", "postmaster@localhost");
        }
    }

    @Test
    void traceFieldTellsTheProtocol() throws Exception {
        try (Talk talk = server.connect()) {
            talk.expect("220");
            talk.ask("HELO (x)<y>", "250");
            talk.mail("250");
            assertThat(bytes(server.spool.messages().get(0).id())).startsWith("Received: from ?x??y? ([127.0.0.1])")
                    .contains(" with SMTP id ");
            talk.ask("EHLO x", "250");
            talk.ask("MAIL FROM:<jörg@example.org> SMTPUTF8", "250");
            talk.ask("RCPT TO:<postmaster>", "250");
            talk.ask("DATA", "354");
            talk.ask(".", "250");
            QueuedMessage utf8 = server.spool.messages().get(1);
            assertThat(bytes(utf8.id())).contains(" with UTF8SMTP id ");
            assertThat(utf8.envelope().isSmtpUtf8()).isTrue();
        }
    }

    @Test
    void acceptedMessageIsTold() throws Exception {
        try (Talk talk = server.greeted()) {
            talk.mail("250");
        }
        QueuedMessage message = server.spool.messages().get(0);
        Trace trace = server.traces.find(message.id()).orElseThrow();
        assertThat(trace.outcome()).isEqualTo("accepted");
        assertThat(trace.recipients()).containsExactly("postmaster@localhost");
        assertThat(trace.helo()).isEqualTo("client.example");
        assertThat(trace.steps()).extracting(step -> step.stage() + " " + step.result())
                .containsExactly("SPOOL queued");
        MessageAccepted event = server.events.of(MessageAccepted.class).get(0);
        assertThat(event.id()).isEqualTo(message.id());
        assertThat(event.size()).isEqualTo(message.size());
        assertThat(event.client()).isEqualTo("127.0.0.1");
        assertThat(server.metrics.value("smtp.messages.accepted")).isEqualTo(1);
        assertThat(server.metrics.value("smtp.octets")).isEqualTo(message.size());
        assertThat(server.metrics.value("smtp.finish")).isEqualTo(1);
        assertThat(server.metrics.value("smtp.commands")).isEqualTo(4);
        assertThat(server.metrics.value("smtp.sessions")).isEqualTo(1);
    }

    @Test
    void refusedRecipientIsToldWithTheReply() throws Exception {
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            String reply = talk.ask("RCPT TO:<nobody@localhost>", "550 5.1.1");
            talk.ask("QUIT", "221");
            await().untilAsserted(() -> assertThat(server.traces.latest(9)).hasSize(1));
            Trace trace = server.traces.latest(1).get(0);
            assertThat(reply).isEqualTo(trace.outcome()).endsWith("(id " + trace.id() + ")");
            assertThat(trace.recipients()).containsExactly("nobody@localhost");
            assertThat(trace.steps()).extracting(step -> step.stage() + " " + step.actor())
                    .containsExactly("RECIPIENT engine");
            MessageRefused event = server.events.of(MessageRefused.class).get(0);
            assertThat(event.stage()).isEqualTo("RECIPIENT");
            assertThat(event.id()).contains(trace.id());
            assertThat(event.reply()).hasToString(reply);
        }
    }

    @Test
    void refusalByTheProtocolIsToldToo() throws Exception {
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<joe@example.org> SIZE=99999999999", "552");
            talk.begin();
            talk.send("Received: x\r\n".repeat(60) + "\r\n");
            talk.ask(".", "554 5.4.6");
        }
        assertThat(server.events.of(MessageRefused.class))
                .extracting(event -> event.stage() + " " + event.reply().code())
                .containsExactly("SENDER 552", "MESSAGE 554");
        assertThat(server.traces.latest(9)).extracting(Trace::outcome).containsExactly("554 5.4.6 Too many hops");
        assertThat(server.spool.openDrafts()).isZero();
    }

    @Test
    void transactionThatIsGivenUpLeavesATrace() throws Exception {
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("RSET", "250");
        }
        assertThat(server.traces.latest(9)).extracting(Trace::outcome).containsExactly("not completed");
    }

    @Test
    void largeMessageArrivesWhole() throws Exception {
        String line = "0123456789".repeat(7) + "\r\n";
        int lines = 70_000;
        try (Talk talk = server.greeted()) {
            talk.begin();
            talk.send("\r\n");
            for (int i = 0; i < lines / 1000; i++) {
                talk.send(line.repeat(1000));
            }
            talk.ask(".", "250");
        }
        String stored = bytes(server.spool.messages().get(0).id());
        assertThat(stored.substring(stored.indexOf("\r\n\r\n") + 4)).isEqualTo(line.repeat(lines));
    }

    @Test
    void clientOfARelayNetworkMaySendAnywhere() throws Exception {
        server.relayNetworks = List.of(Network.parse("127.0.0.0/8"));
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("RCPT TO:<ann@elsewhere.example>", "250");
            talk.ask("RCPT TO:<nobody@localhost>", "550 5.1.1");
        }
    }

    @Test
    void submissionWantsALogin() throws Exception {
        server.role = "submission";
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "530 5.7.0");
            talk.ask("RCPT TO:<postmaster>", "503");
        }
        server.relayNetworks = Network.LOOPBACK;
        try (Talk talk = server.greeted()) {
            talk.begin();
            talk.ask("a\nb\r\n.", "550 5.6.11");
            talk.mail("250");
        }
    }

    @Test
    void manyMessagesInOneSession() throws Exception {
        try (Talk talk = server.greeted()) {
            for (int i = 0; i < 200; i++) {
                talk.send("MAIL FROM:<a@b.example>\r\nRCPT TO:<postmaster>\r\nDATA\r\n");
                talk.expect("250");
                talk.expect("250");
                talk.expect("354");
                talk.send("x\r\n.\r\n");
                talk.expect("250");
            }
        }
        assertThat(server.spool.messages()).hasSize(200);
    }
}
