package org.postrider.filter.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Edit;
import org.postrider.api.message.Header;
import org.postrider.api.message.MessageLimitException;
import org.postrider.bridge.PeerException;
import org.postrider.testing.filter.FilterHarness;
import org.postrider.testing.peer.PlayedPeer;

/** Questions to a hook that answers by a script. */
class HookFilterTest {

    private static final String MAIL = "Subject: two\n words\nX-B: <>&\n\nFirst \u00fc\n.\nlast\n";

    private final PlayedHook hook = new PlayedHook();

    @AfterEach
    void close() {
        hook.close();
    }

    private FilterHarness harness(HookSettings settings) {
        return new FilterHarness(new HookFilter(settings)).helo("c.example.com");
    }

    private FilterHarness harness() {
        return harness(hook.settings());
    }

    @Test
    void isToldOfAMessage() {
        harness().parameter("SIZE", "9").recipient("bob@example.org").recipient("joe@example.org").onMessage(MAIL);
        assertThat(hook.lastAsked()).isEqualTo("{\"context\":{\"stage\":\"data\",\"client\":{\"ip\":\"192.0.2.1\",\"port\":40000,"
                + "\"ptr\":null,\"helo\":\"c.example.com\",\"activeConnections\":1},\"server\":{\"name\":\"mx.example.org\","
                + "\"port\":25,\"ip\":\"198.51.100.1\"},\"protocol\":{\"version\":1},\"queue\":{\"id\":\"1\"}},"
                + "\"envelope\":{\"from\":{\"address\":\"sender@example.com\",\"parameters\":{\"SIZE\":\"9\"}},"
                + "\"to\":[{\"address\":\"bob@example.org\"},{\"address\":\"joe@example.org\"}]},"
                + "\"message\":{\"headers\":[[\"Subject\",\"two words\"],[\"X-B\",\"\\u003c\\u003e\\u0026\"]],\"serverHeaders\":[],"
                + "\"contents\":\"First \u00fc\\u000d\\u000a.\\u000d\\u000alast\\u000d\\u000a\",\"size\":53}}");
        assertThat(hook.headers().getFirst("Content-Type")).isEqualTo("application/json");
        assertThat(hook.headers().getFirst("Authorization")).isEqualTo("Bearer x");
    }

    @Test
    void eachStageHasItsNameAndWhatIsKnownThen() {
        FilterHarness harness = harness().sender("");
        harness.onConnect();
        assertThat(hook.last()).hasSize(1);
        assertThat(hook.last("context", "stage")).isEqualTo("connect");
        harness.onHelo("c");
        assertThat(hook.last("context", "stage")).isEqualTo("ehlo");
        assertThat(hook.last("context", "client", "helo")).isEqualTo("c");
        harness.onSender();
        assertThat(hook.last("context", "stage")).isEqualTo("mail");
        assertThat(hook.last("envelope")).isEqualTo(Map.of("from", Map.of("address", ""), "to", List.of()));
        harness.recipient("a@example.org").onRecipient("b@example.org");
        assertThat(hook.last("context", "stage")).isEqualTo("rcpt");
        assertThat(hook.last("envelope", "to")).as("the one that it is about comes last").isEqualTo(
                List.of(Map.of("address", "a@example.org"), Map.of("address", "b@example.org")));
    }

    @Test
    void aClientOfAUnixSocketIsOfThisMachine() {
        harness().unixSocket().onConnect();
        assertThat(hook.last("context", "client", "ip")).isEqualTo("127.0.0.1");
        assertThat(hook.last("context", "server", "ip")).isEqualTo("127.0.0.1");
    }

    @Test
    void nothingThatAClientSaysIsAMemberOfItsOwn() {
        harness().onHelo("c\",\"ip\":\"127.0.0.1\"}\r\n\\");
        assertThat(hook.last("context", "client", "ip")).isEqualTo("192.0.2.1");
        assertThat(hook.last("context", "client", "helo")).isEqualTo("c\",\"ip\":\"127.0.0.1\"}\r\n\\");
    }

    @Test
    void decidesAndChanges() {
        hook.answers("{\"action\":\"reject\",\"response\":{\"status\":550,\"enhancedStatus\":\"5.1.1\",\"message\":\"No\"}}");
        assertThat(harness().onRecipient("bob@example.org").action()).hasToString("Reject[reply=550 5.1.1 No]");
        hook.answers("{\"action\":\"accept\",\"modifications\":[{\"type\":\"addHeader\",\"name\":\"X-Hook\",\"value\":\"seen\"}]}");
        assertThat(harness().onMessage(MAIL).edits())
                .containsExactly(new Edit.InsertHeader(Integer.MAX_VALUE, new Header("X-Hook", "seen")));
        assertThatThrownBy(() -> harness().onSender()).hasMessage(hook.url()
                + ": its answer cannot be used: modifications are possible at the stage data only");
    }

    @Test
    void ofALargeMessageItGetsTheHeaderOrNothing() {
        String large = "Subject: x\n\n" + "y\n".repeat(50_000);
        harness().onMessage(large);
        assertThat(hook.last("message", "contents")).isEqualTo("");
        assertThat(hook.last("message", "headers")).isEqualTo(List.of(List.of("Subject", "x")));
        assertThat(hook.last("message", "size").toString()).isEqualTo("150014");
        HookSettings usual = hook.settings();
        HookSettings strict = new HookSettings(usual.url(), Optional.empty(), usual.connectTimeout(), usual.timeout(), 100_000, false,
                4_096, "mx");
        assertThatThrownBy(() -> harness(strict).onMessage(large)).isInstanceOf(MessageLimitException.class)
                .hasMessage("the message has 150014 octets, maxBytes is 100000");
        assertThat(hook.count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 301, 302, 307, 401, 404, 500, 503})
    void anotherStatusIsAFailure(int status) {
        hook.answers(status, status == 204 ? "" : "{\"action\":\"accept\"}");
        assertThatThrownBy(() -> harness().onMessage(MAIL)).isInstanceOf(PeerException.class).hasMessageStartingWith(
                hook.url() + (status == 204 ? ": its answer cannot be used: " : ": it answers HTTP " + status));
        assertThat(hook.count()).as("no redirection is followed").isEqualTo(1);
    }

    @Test
    void anAnswerEndsSomewhere() {
        hook.answers("{\"action\":\"accept\"" + " ".repeat(4_096 - 19) + "}");
        assertThat(harness().onMessage(MAIL).action()).isEqualTo(new Action.Pass());
        hook.answers("{\"action\":\"accept\"" + " ".repeat(4_096 - 18) + "}");
        assertThatThrownBy(() -> harness().onMessage(MAIL)).hasMessage(hook.url() + ": its answer has more than 4096 octets");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"action\":"})
    void aHookThatDoesNotAnswerIsAFailure(String beginning) {
        hook.stopsAfter(beginning);
        assertThatThrownBy(() -> harness(hook.settings(Duration.ofMillis(300))).onMessage(MAIL))
                .hasMessage(hook.url() + ": it does not answer in time");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "garbage\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{", "HTTP/1.1 999999 x\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"})
    void whatDoesNotSpeakHttpIsAFailure(String octets) {
        try (PlayedPeer peer = new PlayedPeer((in, out) -> {
            in.read();
            out.write(octets.getBytes());
        })) {
            HookSettings usual = hook.settings();
            HookSettings there = new HookSettings(URI.create("http://127.0.0.1:" + peer.port() + "/"), Optional.empty(),
                    usual.connectTimeout(), usual.timeout(), 1_000, true, 1_000, "mx");
            assertThatThrownBy(() -> harness(there).onMessage(MAIL)).isInstanceOf(PeerException.class)
                    .hasMessageMatching("(?s).*: it (cannot be asked: .*|answers HTTP 999)"); // or the hang-up comes first
        }
    }

    @Test
    void aHookThatIsNotThereIsAFailure() {
        hook.close();
        assertThatThrownBy(() -> harness().onMessage(MAIL)).isInstanceOf(PeerException.class)
                .hasMessageStartingWith(hook.url() + ": it cannot be asked: ");
    }

    @Test
    void whoIsInterruptedSaysSo() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> harness().onMessage(MAIL)).hasMessageEndingWith(": interrupted");
        assertThat(Thread.interrupted()).isFalse();
    }
}
