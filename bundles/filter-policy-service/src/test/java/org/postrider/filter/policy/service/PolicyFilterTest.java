package org.postrider.filter.policy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.bridge.PeerException;
import org.postrider.testing.filter.FilterHarness;

/** Questions to a service that answers by a script. */
class PolicyFilterTest {

    private static final Action PASS = new Action.Pass();
    private static final String MAIL = "Subject: x\n\nbody\n";

    private final FakePolicy policy = new FakePolicy();

    @AfterEach
    void close() {
        policy.close();
    }

    private FilterHarness harness(Stage... stages) {
        return new FilterHarness(new PolicyFilter(Set.of(stages), policy.settings())).helo("c.example.com");
    }

    private FilterHarness harness(PolicySettings settings) {
        return new FilterHarness(new PolicyFilter(Set.of(Stage.RECIPIENT), settings));
    }

    private static Verdict at(FilterHarness harness, Stage stage) {
        return switch (stage) {
            case CONNECT -> harness.onConnect();
            case HELO -> harness.onHelo("c.example.com");
            case SENDER -> harness.onSender();
            case RECIPIENT -> harness.onRecipient("bob@example.org");
            case DATA -> harness.recipient("bob@example.org").onData();
            case MESSAGE, END -> harness.onMessage(MAIL);
        };
    }

    @Test
    void isToldOfARecipientAsPostfixTellsIt() {
        harness(Stage.RECIPIENT).parameter("SIZE", "12345").onRecipient("bob@example.org");
        Map<String, String> asked = policy.lastAsked();
        assertThat(asked.toString()).isEqualTo("{request=smtpd_access_policy, protocol_state=RCPT, protocol_name=ESMTP, "
                + "client_address=192.0.2.1, client_name=unknown, reverse_client_name=unknown, client_port=40000, "
                + "server_address=198.51.100.1, server_port=25, helo_name=c.example.com, sender=sender@example.com, "
                + "recipient=bob@example.org, recipient_count=0, queue_id=1, instance=1, size=12345, etrn_domain=, stress=, "
                + "sasl_method=, sasl_username=, sasl_sender=, ccert_subject=, ccert_issuer=, ccert_fingerprint=, "
                + "ccert_pubkey_fingerprint=, encryption_protocol=, encryption_cipher=, encryption_keysize=0, "
                + "policy_context=mx}");
    }

    @Test
    void aClientOfAUnixSocketIsOfThisMachine() {
        harness(Stage.CONNECT).unixSocket().onConnect();
        assertThat(policy.lastAsked()).containsEntry("client_name", "localhost").containsEntry("client_address", "127.0.0.1")
                .containsEntry("server_address", "127.0.0.1");
    }

    @Test
    void eachStageHasItsNameAndWhatIsKnownThen() {
        FilterHarness harness = harness(Stage.values()).client("2001:db8::1").sender("");
        for (Stage stage : EnumSet.range(Stage.CONNECT, Stage.MESSAGE)) {
            at(harness, stage);
        }
        harness.recipient("joe@example.org").onMessage(MAIL);
        assertThat(policy.asked()).extracting(asked -> asked.get("protocol_state") + " " + asked.get("recipient") + " "
                + asked.get("recipient_count") + " " + asked.get("size")).containsExactly("CONNECT  0 0", "EHLO  0 0", "MAIL  0 0",
                "RCPT bob@example.org 0 0", "DATA bob@example.org 1 0", "END-OF-MESSAGE bob@example.org 1 20",
                "END-OF-MESSAGE  2 20");
        assertThat(policy.asked()).extracting(asked -> asked.get("client_address")).containsOnly("2001:db8:0:0:0:0:0:1");
        assertThat(policy.asked()).extracting(asked -> asked.get("queue_id")).containsExactly("", "", "1", "1", "1", "1", "1");
        assertThat(policy.asked().get(0).get("instance")).as("something even before a transaction").isNotEmpty();
    }

    @Test
    void nothingThatAClientSaysBecomesAnAttribute() {
        harness(Stage.HELO).onHelo("c\nsender=forged@example.com\r\n\n\0request=x");
        assertThat(policy.asked()).hasSize(1);
        assertThat(policy.lastAsked()).containsEntry("helo_name", "c?sender=forged@example.com????request=x")
                .containsEntry("sender", "").containsEntry("request", "smtpd_access_policy");
    }

    @Test
    void aRefusalIsOfItsRecipient() {
        policy.answers(asked -> asked.get("recipient").startsWith("no")
                ? "action=DEFER_IF_PERMIT 4.2.0 Greylisted\n\n" : "action=DUNNO\n\n");
        FilterHarness harness = harness(Stage.RECIPIENT);
        assertThat(harness.onRecipient("no@example.org").action()).hasToString("Defer[reply=450 4.2.0 Greylisted]");
        assertThat(harness.onRecipient("bob@example.org").action()).isEqualTo(PASS);
        assertThat(harness.recipient("bob@example.org").onMessage(MAIL).action()).isEqualTo(PASS);
        assertThat(policy.asked()).as("not at the end of the message").hasSize(2);
    }

    @Test
    void okSkipsTheOtherGuardsButNotThoseOfTheContent() {
        policy.action("OK");
        FilterHarness harness = harness(Stage.RECIPIENT, Stage.MESSAGE);
        assertThat(harness.onRecipient("bob@example.org").action()).isEqualTo(new Action.Accept());
        assertThat(harness.onMessage(MAIL).action()).isEqualTo(PASS);
    }

    @Test
    void fieldsThatArePrependedStandInTheirOrderAboveTheMessage() {
        FilterHarness harness = harness(Stage.CONNECT, Stage.RECIPIENT, Stage.MESSAGE);
        policy.action("PREPEND X-First: 1");
        assertThat(harness.onConnect().edits()).isEmpty();
        policy.action("PREPEND X-Second: 2");
        assertThat(harness.onRecipient("bob@example.org").edits()).isEmpty();
        policy.action("PREPEND X-Third: 3");
        assertThat(harness.onMessage(MAIL).edits()).extracting(edit -> ((Edit.AddHeader) edit).header().name())
                .containsExactly("X-Third", "X-Second", "X-First");
    }

    @Test
    void whatWasSaidOfAClientThatIsAnotherIsForgotten() {
        FilterHarness harness = harness(Stage.CONNECT, Stage.HELO);
        policy.action("HOLD one");
        harness.onHelo("c.example.com");
        policy.action("DUNNO");
        harness.onHelo("d.example.com");
        assertThat(harness.onMessage(MAIL).action()).isEqualTo(PASS);
        policy.action("HOLD two");
        harness.onConnect();
        assertThat(harness.onMessage(MAIL).action()).isEqualTo(new Action.Hold("two"));
        policy.action("DUNNO");
        harness.onConnect();
        assertThat(harness.onMessage(MAIL).action()).isEqualTo(PASS);
    }

    @Test
    void aMessageIsHeldOrDiscardedWhoeverItWasSaidOf() {
        FilterHarness harness = harness(Stage.RECIPIENT);
        policy.action("DISCARD");
        assertThat(harness.onRecipient("a@example.org").action()).isEqualTo(PASS);
        assertThat(harness.onMessage(MAIL).action()).isEqualTo(new Action.Discard());
        policy.action("HOLD wait");
        assertThat(harness.onRecipient("b@example.org").action()).isEqualTo(PASS);
        assertThat(harness.onMessage(MAIL).action()).as("kept rather than dropped").isEqualTo(new Action.Hold("wait"));
    }

    @Test
    void copiesGoBesidesAndSilently() {
        FilterHarness harness = harness(Stage.RECIPIENT).recipient("bob@example.org");
        for (String copy : List.of("x@example.org", "bob@example.org", "x@example.org", "y@example.org")) {
            policy.action("BCC " + copy);
            harness.onRecipient("bob@example.org");
        }
        assertThat(harness.onMessage(MAIL).edits()).hasToString("[" + copy("x") + ", " + copy("y") + "]");
    }

    private static String copy(String name) {
        return "AddRecipient[recipient=Recipient[address=" + name + "@example.org, parameters={NOTIFY=NEVER}]]";
    }

    @Test
    void aRedirectedMessageGoesNowhereElse() {
        FilterHarness harness = harness(Stage.RECIPIENT).recipient("bob@example.org").recipient("joe@example.org");
        for (String action : List.of("REDIRECT a@example.org", "BCC x@example.org", "REDIRECT bob@example.org")) {
            policy.action(action);
            harness.onRecipient("bob@example.org");
        }
        assertThat(harness.onMessage(MAIL).edits()).containsExactly(
                new Edit.RemoveRecipient(Address.parse("bob@example.org")), new Edit.RemoveRecipient(Address.parse("joe@example.org")),
                new Edit.AddRecipient(new org.postrider.api.message.Recipient(Address.parse("bob@example.org"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARN look", "INFO look", "FILTER smtp:x", "DEFER_IF_REJECT later"})
    void whatIsOnlyToldOrCannotBeDoneIsNoOpinion(String action) {
        policy.action(action);
        FilterHarness harness = harness(Stage.RECIPIENT);
        assertThat(harness.onRecipient("bob@example.org").action()).isEqualTo(PASS);
        assertThat(harness.onMessage(MAIL).toString()).isEqualTo("Pass[]");
    }

    @Test
    void whatIsSaidOfOneMessageHasALimit() {
        policy.action("PREPEND A: b");
        FilterHarness harness = harness(Stage.RECIPIENT);
        for (int i = 0; i < 100; i++) {
            harness.onRecipient("bob@example.org");
        }
        assertThatThrownBy(() -> harness.onRecipient("bob@example.org")).hasMessageEndingWith("more than 100 times what to do with"
                + " one message");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void theAnswerMayComeInPieces(int octets) {
        policy.inPiecesOf(octets).action("550 5.7.2 No");
        FilterHarness harness = harness(Stage.RECIPIENT);
        for (int i = 0; i < 5; i++) {
            assertThat(harness.onRecipient("bob@example.org").action()).hasToString("Reject[reply=550 5.7.2 No]");
        }
        assertThat(policy.peer().connections()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        FakePolicy.HANG_UP, "\n", "garbage\n", "action=\n\n", "action=WHAT\n\n", "action=PREPEND x\n\n", "x=y\n\n",
        "action=OK\naction=OK\n\n", "HTTP/1.1 400 Bad\r\n\r\n"})
    void everyFaultIsAFailureOfItsQuestionOnly(String answer) {
        FilterHarness harness = harness(Stage.RECIPIENT);
        policy.answers(answer);
        assertThatThrownBy(() -> harness.onRecipient("bob@example.org")).isInstanceOf(PeerException.class)
                .hasMessageStartingWith(policy.socket() + ": it ");
        policy.action("DUNNO");
        assertThat(harness.onRecipient("bob@example.org").action()).isEqualTo(PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"action=", "x=y\n"})
    void anEndlessAnswerIsAFailure(String beginning) {
        policy.answers(beginning + (beginning.endsWith("\n") ? beginning : "x").repeat(20_000));
        assertThatThrownBy(() -> harness(Stage.RECIPIENT).onRecipient("bob@example.org"))
                .hasMessage(policy.socket() + ": its answer has more than 8192 octets");
        await().untilAsserted(() -> assertThat(policy.peer().open()).isZero());
    }

    @Test
    void aServiceThatHangsUpIsAskedOnceMore() {
        FilterHarness harness = harness(Stage.RECIPIENT);
        harness.onRecipient("bob@example.org");
        policy.answers(FakePolicy.HANG_UP);
        assertThatThrownBy(() -> harness.onRecipient("bob@example.org")).hasMessage(
                policy.socket() + ": it has closed the connection");
        assertThat(policy.asked()).as("once over the connection that was kept, once over a new one").hasSize(3);
    }

    @Test
    void aServiceThatHangsUpAmidItsAnswerIsNot() {
        FilterHarness harness = harness(Stage.RECIPIENT);
        harness.onRecipient("bob@example.org");
        policy.answers("action=DUNNO\n" + FakePolicy.END);
        assertThatThrownBy(() -> harness.onRecipient("bob@example.org")).hasMessage(
                policy.socket() + ": it closes the connection amid its answer");
        assertThat(policy.asked()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {FakePolicy.SILENCE, "action=DUNN", "action=DUNNO\n"})
    void aServiceThatDoesNotAnswerIsAFailure(String answer) {
        policy.answers(answer);
        assertThatThrownBy(() -> harness(policy.settings(Duration.ofMillis(100), 5)).onRecipient("bob@example.org"))
                .hasMessage(policy.socket() + ": it does not answer in time");
        await().untilAsserted(() -> assertThat(policy.peer().open()).as("its answer would be taken for another").isZero());
    }

    @Test
    void aServiceThatIsNotThereIsAFailure() {
        policy.close();
        assertThatThrownBy(() -> harness(Stage.RECIPIENT).onRecipient("bob@example.org")).isInstanceOf(PeerException.class)
                .hasMessage(policy.socket() + ": Connection refused");
    }

    @Test
    void aServiceThatWasRestartedIsAskedOverAnotherConnection() {
        FilterHarness harness = harness(Stage.RECIPIENT);
        harness.onRecipient("bob@example.org");
        policy.peer().hangUp();
        assertThat(harness.onRecipient("bob@example.org").action()).isEqualTo(PASS);
        policy.answers(asked -> {
            policy.action("DUNNO"); // it closes the connection at the very moment at which it is asked
            return FakePolicy.HANG_UP;
        });
        assertThat(harness.onRecipient("bob@example.org").action()).isEqualTo(PASS);
        assertThat(policy.peer().connections()).isEqualTo(3);
    }

    @Test
    void aConnectionOnWhichMoreWasSaidIsNotUsedAgain() {
        policy.answers("action=DUNNO\n\naction=REJECT\n\n");
        FilterHarness harness = harness(Stage.RECIPIENT);
        harness.onRecipient("bob@example.org");
        policy.action("DUNNO");
        assertThat(harness.onRecipient("bob@example.org").action()).isEqualTo(PASS);
        assertThat(policy.peer().connections()).isEqualTo(2);
    }

    @Test
    void aConnectionThatWasNotNeededIsNotUsedAgain() {
        PolicySettings usual = policy.settings();
        FilterHarness harness = harness(new PolicySettings(usual.socket(), "", usual.connectTimeout(), usual.timeout(), 5,
                Duration.ZERO));
        harness.onRecipient("bob@example.org");
        harness.onRecipient("bob@example.org");
        assertThat(policy.peer().connections()).isEqualTo(2);
    }

    @Test
    void manyQuestionsWaitForFewConnections() throws Exception {
        PolicyFilter filter = new PolicyFilter(Set.of(Stage.RECIPIENT), policy.settings(Duration.ofSeconds(10), 3));
        ExecutorService threads = Executors.newFixedThreadPool(20);
        List<Future<Verdict>> answers = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            answers.add(threads.submit(() -> new FilterHarness(filter).onRecipient("bob@example.org")));
        }
        for (Future<Verdict> answer : answers) {
            assertThat(answer.get(10, TimeUnit.SECONDS).action()).isEqualTo(PASS);
        }
        threads.shutdown();
        assertThat(policy.peer().connections()).isBetween(1, 3);
        filter.close();
        await().untilAsserted(() -> assertThat(policy.peer().open()).isZero());
        assertThat(new FilterHarness(filter).onRecipient("bob@example.org").action()).as("a session that goes on").isEqualTo(PASS);
        await().untilAsserted(() -> assertThat(policy.peer().open()).as("nothing is kept").isZero());
    }

    @Test
    void whoWaitsInVainForAConnectionIsToldSo() throws Exception {
        policy.answers(FakePolicy.SILENCE);
        PolicyFilter filter = new PolicyFilter(Set.of(Stage.RECIPIENT), policy.settings(Duration.ofSeconds(1), 1));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<Verdict> first = thread.submit(() -> new FilterHarness(filter).onRecipient("bob@example.org"));
        await().until(() -> policy.asked().size() == 1);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> new FilterHarness(filter).onRecipient("bob@example.org")).hasMessageEndingWith(": interrupted");
        assertThat(Thread.interrupted()).isFalse();
        assertThat(policy.asked()).as("it was waited for a connection only").hasSize(1);
        assertThatThrownBy(() -> first.get(10, TimeUnit.SECONDS)).hasMessageEndingWith("it does not answer in time");
        thread.shutdown();
    }
}
