package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.event.MessageAccepted;
import org.postrider.api.event.MessageRefused;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.RecipientResult;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.StageResult;
import org.postrider.api.message.Address;
import org.postrider.api.message.Header;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolException;
import org.postrider.api.smtp.Reply;
import org.postrider.api.trace.Trace;

/** Recipients whom filters treat differently: what is stored for whom, and what the client is told. */
class SplitTest {

    private static final Action PASS = new Action.Pass();
    private static final Action REJECT = new Action.Reject(Reply.of(550, "5.7.1", "Not for him"));
    private static final Action DEFER = new Action.Defer(Reply.of(451, "4.7.1", "Later"));
    private static final Action QUARANTINE = new Action.Quarantine("odd");
    private static final Address ANN = Address.parse("ann@localhost");
    private static final Address BOB = Address.parse("bob@localhost");

    private final Server server = new Server().start();

    @BeforeEach
    void accounts() {
        server.directory.account("ann@localhost");
        server.directory.account("bob@localhost");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** Ann is treated as all are, Bob like this. */
    private void bob(Action all, Action bob, Edit... edits) {
        Map<Address, RecipientResult> own = Map.of(BOB, new RecipientResult(bob, "scripted", List.of(edits)));
        StageResult result = new StageResult(all, "scripted", List.of(), List.of(), own, List.of());
        server.filters.on(Stage.MESSAGE, () -> CompletableFuture.completedFuture(result));
    }

    private static void begin(Talk talk) throws Exception {
        talk.ask("MAIL FROM:<joe@example.org>", "250");
        talk.ask("RCPT TO:<ann@localhost>", "250");
        talk.ask("RCPT TO:<bob@localhost>", "250");
        talk.ask("DATA", "354");
    }

    private String send(String expected) throws Exception {
        try (Talk talk = server.greeted()) {
            begin(talk);
            String reply = talk.ask("Subject: x\r\n\r\nHello.\r\n.", expected);
            talk.ask("NOOP", "250");
            return reply;
        }
    }

    private List<String> lmtp(String ann, String bob) throws Exception {
        server.role = "lmtp";
        try (Talk talk = server.connect()) {
            talk.expect("220");
            talk.ask("LHLO store.example", "250");
            begin(talk);
            String first = talk.ask("Subject: x\r\n\r\nHello.\r\n.", ann);
            String second = talk.expect(bob);
            talk.ask("NOOP", "250");
            return List.of(first, second);
        }
    }

    /** Who gets what: each message as its recipients, and why it is held. */
    private List<String> stored() {
        return server.spool.messages().stream().map(SplitTest::describe).toList();
    }

    private static String describe(QueuedMessage message) {
        return message.envelope().recipients().stream().map(r -> r.address().toString()).toList()
                + message.state().hold().map(reason -> " held: " + reason).orElse("");
    }

    private String text(int message) {
        return new String(server.spool.bytes(server.spool.messages().get(message).id()), StandardCharsets.UTF_8);
    }

    @Test
    void theCopyOfOneRecipientIsKeptBack() throws Exception {
        bob(PASS, QUARANTINE);
        send("250 2.0.0 Queued as ");
        assertThat(stored()).containsExactly("[ann@localhost]", "[bob@localhost] held: quarantine: odd");
        assertThat(text(0)).isEqualTo(text(1)).contains("Hello.");
        List<QueuedMessage> messages = server.spool.messages();
        Trace first = server.traces.find(messages.get(0).id()).orElseThrow();
        assertThat(first.steps().toString()).contains("queued as " + messages.get(1).id() + " for <bob@localhost>, held");
        assertThat(server.traces.find(messages.get(1).id()).orElseThrow().outcome())
                .isEqualTo("accepted, split from " + messages.get(0).id());
        assertThat(server.events.of(MessageAccepted.class)).hasSize(2);
    }

    @Test
    void oneRecipientIsExceptedFromWhatBefallsTheOthers() throws Exception {
        bob(QUARANTINE, PASS);
        send("250");
        assertThat(stored()).containsExactly("[ann@localhost] held: quarantine: odd", "[bob@localhost]");
    }

    @Test
    void theCopyOfOneRecipientIsDropped() throws Exception {
        bob(PASS, new Action.Discard());
        send("250");
        assertThat(stored()).containsExactly("[ann@localhost]");
    }

    @Test
    void oneRecipientGetsAnotherHeaderAndSender() throws Exception {
        bob(PASS, PASS, new Edit.AddHeader(new Header("X-For", "bob")), new Edit.ReplaceSender(Optional.empty()));
        send("250");
        assertThat(stored()).containsExactly("[ann@localhost]", "[bob@localhost]");
        assertThat(text(0)).doesNotContain("X-For");
        assertThat(text(1)).contains("X-For: bob\r\nSubject: x\r\n\r\nHello.\r\n");
        assertThat(server.spool.messages().get(1).envelope().sender()).isEmpty();
    }

    @Test
    void oneRecipientIsExchangedForAnother() throws Exception {
        bob(PASS, PASS, new Edit.RemoveRecipient(BOB),
                new Edit.AddRecipient(new Recipient(Address.parse("spam@example.org"))));
        send("250");
        assertThat(stored()).containsExactly("[ann@localhost]", "[spam@example.org]");
    }

    @Test
    void overSmtpTheCopyOfARefusedRecipientIsHeldAndNotLost() throws Exception {
        bob(PASS, REJECT);
        send("250 2.0.0");
        assertThat(stored()).containsExactly("[ann@localhost]",
                "[bob@localhost] held: refused for this recipient: 550 5.7.1 Not for him");
        assertThat(server.events.of(MessageRefused.class)).isEmpty();
    }

    @Test
    void aDeferralOfOneDoesNotDelayTheOther() throws Exception {
        bob(PASS, DEFER);
        send("250 2.0.0");
        assertThat(stored()).containsExactly("[ann@localhost]",
                "[bob@localhost] held: refused for this recipient: 451 4.7.1 Later");
    }

    @Test
    void oneReplyForAllIsNotPermanentBecauseOfOne() throws Exception {
        bob(REJECT, DEFER);
        send("451 4.7.1 Later (id ");
        assertThat(stored()).isEmpty();
        bob(DEFER, REJECT);
        send("451 4.7.1 Later (id ");
        bob(REJECT, new Action.Reject(Reply.of(554, "5.7.1", "Nor for her")));
        send("550 5.7.1 Not for him (id ");
        assertThat(stored()).isEmpty();
        assertThat(server.spool.openDrafts()).isZero();
    }

    @Test
    void overLmtpEachIsTold() throws Exception {
        bob(PASS, REJECT);
        lmtp("250 2.0.0 Queued as ", "550 5.7.1 Not for him (id ");
        assertThat(stored()).containsExactly("[ann@localhost]");
        assertThat(server.events.of(MessageRefused.class)).hasSize(1);
        bob(DEFER, PASS);
        lmtp("451 4.7.1 Later (id ", "250 2.0.0 Queued as ");
        assertThat(stored()).containsExactly("[ann@localhost]", "[bob@localhost]");
    }

    @Test
    void overLmtpEachIsToldWhereAllAreRefused() throws Exception {
        bob(REJECT, DEFER);
        lmtp("550 5.7.1", "451 4.7.1");
        assertThat(stored()).isEmpty();
        assertThat(server.spool.openDrafts()).isZero();
    }

    @Test
    void whatWasSaidOfARecipientBeforeTheMessageIsOfThatRecipientOnly() throws Exception {
        server.filters.on(Stage.RECIPIENT, new Action.Hold("asked for"));
        try (Talk talk = server.greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("RCPT TO:<ann@localhost>", "250");
            server.filters.on(Stage.RECIPIENT, PASS);
            talk.ask("RCPT TO:<bob@localhost>", "250");
            talk.ask("DATA", "354");
            talk.ask("Subject: x\r\n\r\nHello.\r\n.", "250");
        }
        assertThat(stored()).containsExactly("[ann@localhost] held: asked for", "[bob@localhost]");
    }

    @Test
    void aFullDiskKeepsNoPartOfIt() throws Exception {
        bob(PASS, QUARANTINE);
        try (Talk talk = server.greeted()) {
            begin(talk);
            talk.send("Subject: x\r\n\r\nHello.\r\n");
            server.spool.fail(SpoolException.Reason.FULL);
            talk.ask(".", "452 4.3.1");
        }
        assertThat(stored()).isEmpty();
    }
}
