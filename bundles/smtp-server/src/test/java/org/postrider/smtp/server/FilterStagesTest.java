package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postrider.api.event.MessageRefused;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.message.Address;
import org.postrider.api.message.Header;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;

/** What filters want, at each stage. */
class FilterStagesTest {

    private static final Action REJECT = new Action.Reject(Reply.of(550, "5.7.1", "Not accepted here"));
    private static final Action DEFER = new Action.Defer(Reply.of(450, "4.7.1", "Later"));
    private static final Action DISCONNECT = new Action.Disconnect(Reply.of(554, "5.7.1", "Go away"));

    private final Server server = new Server().start();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Talks until a reply is no success, and returns it. */
    private static String talk(Talk talk) throws Exception {
        String[] lines = {"EHLO c", "MAIL FROM:<joe@example.org>", "RCPT TO:<postmaster>", "DATA", "Hi\r\n."};
        String reply = talk.expect("");
        for (int i = 0; i < lines.length && reply.charAt(0) < '4'; i++) {
            reply = talk.ask(lines[i], "");
        }
        return reply;
    }

    @ParameterizedTest
    @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "END")
    void rejectionIsToldWithAnIdUnderWhichItsTraceIsFound(Stage stage) throws Exception {
        server.filters.on(stage, REJECT);
        try (Talk talk = server.connect()) {
            String reply = talk(talk);
            assertThat(reply).matches("550 5\\.7\\.1 Not accepted here \\(id [0-9A-Z]+\\)");
            MessageRefused event = server.events.of(MessageRefused.class).get(0);
            assertThat(event.decidedBy()).isEqualTo("scripted");
            assertThat(event.stage()).isEqualTo(stage.name());
            if (stage == Stage.CONNECT) {
                talk.expectEnd();
            } else {
                talk.ask("QUIT", "221");
            }
            Trace trace = server.traces.find(event.id().orElseThrow()).orElseThrow();
            assertThat(reply).isEqualTo(trace.outcome()).contains(trace.id().toString());
            assertThat(trace.steps()).extracting(Step::result).contains("scripted decides: " + reply);
        }
        assertThat(server.spool.messages()).isEmpty();
        await().untilAsserted(() -> assertThat(server.spool.openDrafts()).isZero());
    }

    @ParameterizedTest
    @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "END")
    void deferralLeavesTheSession(Stage stage) throws Exception {
        server.filters.on(stage, DEFER);
        try (Talk talk = server.connect()) {
            assertThat(talk(talk)).startsWith("450 4.7.1 Later (id ");
            if (stage != Stage.CONNECT) {
                talk.ask("NOOP", "250");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "END")
    void disconnectEndsTheSession(Stage stage) throws Exception {
        server.filters.on(stage, DISCONNECT);
        try (Talk talk = server.connect()) {
            assertThat(talk(talk)).startsWith("554 5.7.1 Go away (id ");
            talk.expectEnd();
        }
        await().untilAsserted(() -> assertThat(server.sessions.active()).isZero());
    }

    @ParameterizedTest
    @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "END")
    void discardedMessageIsAcknowledgedAndGone(Stage stage) throws Exception {
        server.filters.on(stage, new Action.Discard());
        try (Talk talk = server.connect()) {
            assertThat(talk(talk)).startsWith("250 2.0.0 Queued as ");
        }
        assertThat(server.spool.messages()).isEmpty();
        assertThat(server.spool.openDrafts()).isZero();
        assertThat(server.traces.latest(1)).extracting(Trace::outcome).containsExactly("discarded");
    }

    @ParameterizedTest
    @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "END")
    void heldMessageIsQueuedAndHeld(Stage stage) throws Exception {
        server.filters.on(stage, new Action.Hold("to be looked at"));
        try (Talk talk = server.connect()) {
            assertThat(talk(talk)).startsWith("250 2.0.0 Queued as ");
        }
        assertThat(server.spool.messages()).extracting(message -> message.state().hold())
                .containsExactly(Optional.of("to be looked at"));
    }

    @Test
    void quarantineWeighsMoreThanDiscard() throws Exception {
        server.filters.on(Stage.SENDER, new Action.Discard()).on(Stage.DATA, new Action.Quarantine("virus"))
                .on(Stage.MESSAGE, new Action.Hold("x"));
        try (Talk talk = server.connect()) {
            assertThat(talk(talk)).startsWith("250");
        }
        assertThat(server.spool.messages()).extracting(message -> message.state().hold())
                .containsExactly(Optional.of("quarantine: virus"));
    }

    @Test
    void stagesAreCalledInOrderAndOnlyWhereThereAreFilters() throws Exception {
        server.filters.on(Stage.CONNECT, new Action.Pass()).on(Stage.HELO, new Action.Pass())
                .on(Stage.RECIPIENT, new Action.Accept()).on(Stage.MESSAGE, new Action.Pass());
        try (Talk talk = server.connect()) {
            assertThat(talk(talk)).startsWith("250");
        }
        assertThat(server.filters.calls())
                .containsExactly(Stage.CONNECT, Stage.HELO, Stage.RECIPIENT, Stage.MESSAGE);
    }

    @ParameterizedTest
    @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "END")
    void filterMayTakeItsTimeOnItsOwnThread(Stage stage) throws Exception {
        CompletableFuture<StageResult> result = new CompletableFuture<>();
        server.filters.on(stage, () -> result);
        try (Talk talk = server.connect()) {
            Thread filter = new Thread(() -> {
                await().until(() -> server.filters.calls().contains(stage));
                result.complete(new StageResult(new Action.Pass(), "", List.of(), List.of(), List.of()));
            });
            filter.start();
            assertThat(talk(talk)).startsWith("250");
            filter.join();
        }
    }

    @ParameterizedTest
    @EnumSource(value = Stage.class, mode = EnumSource.Mode.EXCLUDE, names = "END")
    void pipelineThatBreaksItsContractIsALocalError(Stage stage) throws Exception {
        server.filters.on(stage, () -> CompletableFuture.failedFuture(new IllegalStateException("broken")));
        try (Talk talk = server.connect()) {
            assertThat(talk(talk)).startsWith("451 4.3.0");
        }
        assertThat(server.spool.messages()).isEmpty();
    }

    @Test
    void editsChangeHeaderAndEnvelope() throws Exception {
        server.directory.account("ann@localhost");
        server.filters.on(Stage.MESSAGE, new Action.Pass(),
                new Edit.AddHeader(new Header("X-Spam", "no")), new Edit.RemoveHeader("Subject"),
                new Edit.ReplaceSender(Optional.empty()),
                new Edit.AddRecipient(new Recipient(Address.parse("copy@example.org"))),
                new Edit.RemoveRecipient(Address.parse("ann@localhost")));
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("RCPT TO:<ann@localhost>", "250");
            talk.ask("RCPT TO:<postmaster>", "250");
            talk.ask("DATA", "354");
            talk.ask("From: joe\r\nSubject: hello\r\n\r\nSubject: body\r\n.", "250");
        }
        QueuedMessage message = server.spool.messages().get(0);
        String stored = new String(server.spool.bytes(message.id()), StandardCharsets.UTF_8);
        assertThat(stored).startsWith("Received: ").doesNotContain("hello");
        assertThat(stored.replaceFirst("(?s)^Received:.*? \\+0000\r\n", ""))
                .isEqualToNormalizingWhitespace("X-Spam: no\r\nFrom: joe\r\n\r\nSubject: body\r\n");
        assertThat(message.envelope().sender()).isEmpty();
        assertThat(message.envelope().recipients()).extracting(r -> r.address().toString())
                .containsExactly("postmaster@localhost", "copy@example.org");
    }

    @Test
    void messageThatLosesAllRecipientsIsDiscarded() throws Exception {
        server.filters.on(Stage.MESSAGE, new Action.Pass(),
                new Edit.RemoveRecipient(Address.parse("postmaster@localhost")));
        try (Talk talk = server.greeted()) {
            talk.mail("250");
        }
        assertThat(server.spool.messages()).isEmpty();
        assertThat(server.spool.openDrafts()).isZero();
    }

    private static String unmarked(byte[] stored) {
        return new String(stored, StandardCharsets.UTF_8).replaceFirst("(?s)^Received:.*? \\+0000\r\n", "");
    }

    @Test
    void aNewBodyIsStoredWithTheHeaderThatWasReceived() throws Exception {
        server.filters.on(Stage.MESSAGE, new Action.Pass(),
                new Edit.ReplaceBody(ByteBuffer.wrap("new\r\n.\r\n".getBytes(StandardCharsets.US_ASCII))),
                new Edit.AddHeader(new Header("X-Seen", "yes")));
        try (Talk talk = server.greeted()) {
            talk.mail("250");
        }
        byte[] stored = server.spool.bytes(server.spool.messages().get(0).id());
        assertThat(unmarked(stored)).startsWith("X-Seen: yes\r\n").endsWith("\r\n\r\nnew\r\n.\r\n");
        assertThat(server.spool.openDrafts()).isZero();
    }

    @Test
    void aMessageWhosePartCannotBeReplacedIsDeferredWithoutIt() throws Exception {
        server.filters.on(Stage.MESSAGE, new Action.Pass(),
                new Edit.ReplacePart(7, "text/plain", ByteBuffer.allocate(1)));
        try (Talk talk = server.greeted()) {
            talk.mail("451 4.3.0");
        }
        assertThat(server.spool.messages()).isEmpty();
        assertThat(server.spool.openDrafts()).isZero();
    }

    @Test
    void editsOfARefusedMessageAreNotMade() throws Exception {
        server.filters.on(Stage.MESSAGE, REJECT, new Edit.ReplacePart(7, "text/plain", ByteBuffer.allocate(1)));
        try (Talk talk = server.greeted()) {
            talk.mail("550 5.7.1");
        }
    }
}
