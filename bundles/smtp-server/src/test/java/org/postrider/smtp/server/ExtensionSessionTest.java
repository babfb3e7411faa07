package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.message.Envelope;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpParameter;
import org.postrider.api.smtp.SmtpVerb;
import org.postrider.net.Network;

/** What extensions add to sessions, and what they cannot do to them. */
class ExtensionSessionTest {

    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Adds the keyword X-PLAY, a parameter to MAIL and to RCPT, and a verb that does what it is told. */
    private static class Play implements SmtpExtension {

        final List<String> threads = new ArrayList<>();

        @Override
        public String keyword() {
            return "X-PLAY";
        }

        @Override
        public Set<SmtpParameter> mailParameters() {
            return Set.of(new SmtpParameter("XM", 20));
        }

        @Override
        public Set<SmtpParameter> recipientParameters() {
            return Set.of(new SmtpParameter("XR", 20));
        }

        @Override
        public Set<SmtpVerb> verbs() {
            return Set.of(new SmtpVerb("PLAY", 100, false));
        }

        @Override
        public Optional<Reply> mailRefusal(Session session, Map<String, String> parameters) {
            return act(parameters.get("XM"));
        }

        @Override
        public Optional<Reply> recipientRefusal(Session session, Map<String, String> parameters) {
            return act(parameters.get("XR"));
        }

        Optional<Reply> act(String what) {
            synchronized (threads) {
                threads.add(Thread.currentThread().getName());
            }
            return switch (what) {
                case "no" -> Optional.of(Reply.of(501, "5.5.4", "No"));
                case "throw" -> throw new StackOverflowError();
                case "null" -> null;
                case "lie" -> Optional.of(Reply.of(250, "2.0.0", "Ok"));
                default -> Optional.empty();
            };
        }

        @Override
        public CompletionStage<Reply> run(Session session, String verb, String argument) {
            return switch (argument) {
                case "" -> CompletableFuture.completedFuture(Reply.of(250, "2.0.0", "Played"));
                case "throw" -> throw new NoClassDefFoundError("org/example/Gone");
                case "null" -> null;
                case "later null" -> CompletableFuture.completedFuture(null);
                case "failed" -> CompletableFuture.failedFuture(new IllegalStateException());
                case "go on" -> CompletableFuture.completedFuture(Reply.plain(354, "Go on"));
                case "bye" -> CompletableFuture.completedFuture(Reply.of(421, "4.3.2", "Bye"));
                default -> CompletableFuture.completedFuture(Reply.of(501, "5.5.4", argument.length() + " octets"));
            };
        }
    }

    private Talk playing() throws Exception {
        server.install(new Play());
        return server.start().greeted();
    }

    private static List<String> ehlo(Talk talk) throws Exception {
        talk.send("EHLO c.example\r\n");
        return talk.lines();
    }

    @Test
    void sessionsHaveTheExtensionsThatWereThereWhenTheyBegan() throws Exception {
        Play play = new Play();
        server.start();
        try (Talk before = server.greeted()) {
            server.install(play);
            assertThat(ehlo(before)).doesNotContain("250 X-PLAY");
            before.ask("PLAY", "500 5.5.1");
            try (Talk during = server.greeted()) {
                assertThat(ehlo(during)).contains("250 X-PLAY");
                server.extensions.remove(play);
                during.ask("PLAY", "250 2.0.0 Played");
                try (Talk after = server.greeted()) {
                    assertThat(ehlo(after)).doesNotContain("250 X-PLAY");
                    after.ask("PLAY", "500 5.5.1");
                    after.ask("MAIL FROM:<joe@example.org> XM=yes", "555 5.5.4");
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"-3,true", "9,true", "0,true", "high,false"})
    void theTraceFieldTellsAPriority(String value, boolean told) throws Exception {
        server.install(new Play() {
            @Override
            public Set<SmtpParameter> mailParameters() {
                return Set.of(new SmtpParameter("MT-PRIORITY", 15));
            }

            @Override
            public Optional<Reply> mailRefusal(Session session, Map<String, String> parameters) {
                return Optional.empty();
            }
        });
        try (Talk talk = server.start().greeted()) {
            talk.ask("MAIL FROM:<joe@example.org> MT-PRIORITY=" + value, "250");
            talk.ask("RCPT TO:<postmaster@localhost>", "250");
            talk.ask("DATA", "354");
            talk.ask("Subject: hello\r\n\r\nHello.\r\n.", "250");
        }
        String text = new String(server.spool.bytes(server.spool.messages().get(0).id()), StandardCharsets.US_ASCII);
        assertThat(text.contains("for <postmaster@localhost>\r\n\tpriority " + value + ";\r\n")).isEqualTo(told);
    }

    @Test
    void parametersAreKeptInTheEnvelope() throws Exception {
        server.relayNetworks = Network.LOOPBACK;
        try (Talk talk = playing()) {
            talk.ask("MAIL FROM:<joe@example.org> XM=yes SIZE=10", "250");
            talk.ask("RCPT TO:<postmaster@localhost> xr=yes", "250");
            talk.ask("RCPT TO:<postmaster@localhost> XM=yes", "555 5.5.4");
            talk.ask("DATA", "354");
            talk.ask("Subject: hello\r\n\r\nHello.\r\n.", "250");
        }
        Envelope envelope = server.spool.messages().get(0).envelope();
        assertThat(envelope.parameters()).containsEntry("XM", "yes");
        assertThat(envelope.recipients()).hasSize(1);
        assertThat(envelope.recipients().get(0).parameters()).containsEntry("XR", "yes");
    }

    @Test
    void helpNamesTheVerbFromTheOfferOn() throws Exception {
        server.install(new Play());
        server.start();
        try (Talk talk = server.connect()) {
            talk.expect("220");
            talk.ask("HELP PLAY", "504 5.5.4");
            talk.ask("EHLO c.example", "250");
            talk.ask("HELP PLAY", "214 2.0.0 PLAY");
            talk.send("HELP\r\n");
            assertThat(talk.lines()).anyMatch(line -> line.contains(" PLAY"));
        }
    }

    @ParameterizedTest
    @CsvSource({"no, 501 5.5.4", "throw, 451 4.3.0", "null, 451 4.3.0", "lie, 451 4.3.0"})
    void refusalOrFaultCostsItsOwnCommand(String what, String reply) throws Exception {
        try (Talk talk = playing()) {
            talk.ask("MAIL FROM:<joe@example.org> XM=" + what, reply);
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("RCPT TO:<postmaster@localhost> XR=" + what, reply);
            talk.ask("RCPT TO:<postmaster@localhost>", "250");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "null", "later null", "failed", "go on"})
    void faultOfAVerbIsALocalError(String argument) throws Exception {
        try (Talk talk = playing()) {
            talk.ask("PLAY " + argument, "451 4.3.0");
            talk.ask("play", "250 2.0.0 Played");
        }
    }

    @Test
    void verbMayEndTheSession() throws Exception {
        try (Talk talk = playing()) {
            talk.ask("PLAY bye", "421 4.3.2");
            talk.expectEnd();
        }
    }

    @Test
    void verbHasItsPlaceAndItsLength() throws Exception {
        server.install(new Play());
        server.start();
        try (Talk talk = server.connect()) {
            talk.expect("220");
            talk.ask("PLAY", "503 5.5.1");
            talk.ask("HELO c.example", "250");
            talk.ask("PLAY", "503 5.5.1");
            talk.ask("EHLO c.example", "250");
            talk.ask("PLAY " + "x".repeat(605), "501 5.5.4 605 octets");
            talk.ask("PLAY " + "x".repeat(606), "500 5.5.2");
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("PLAY", "503 5.5.1");
        }
    }

    @Test
    void whatIsNotOfferedIsNotThere() throws Exception {
        server.install(new Play() {
            @Override
            public Optional<String> offer(Session session) {
                return session.tls().map(tls -> "");
            }
        });
        try (Talk talk = server.start().greeted()) {
            assertThat(ehlo(talk)).doesNotContain("250 X-PLAY");
            talk.ask("PLAY", "502 5.5.1");
            talk.ask("MAIL FROM:<joe@example.org> XM=yes", "555 5.5.4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a  b", " a", "a ", "a\u0007", "\u00fc", "a\u007f"})
    void offerThatIsNoLineIsLeftOut(String words) throws Exception {
        server.install(new Play() {
            @Override
            public Optional<String> offer(Session session) {
                return Optional.of(words);
            }
        });
        try (Talk talk = server.start().greeted()) {
            assertThat(ehlo(talk)).noneMatch(line -> line.contains("X-PLAY"));
        }
    }

    @Test
    void whoStandsInIsNotOfferedWhatTheOtherWas() throws Exception {
        server.xclientNetworks = Network.LOOPBACK;
        try (Talk talk = playing()) {
            talk.ask("XCLIENT ADDR=192.0.2.1 HELO=other.example PROTO=ESMTP", "220");
            talk.ask("MAIL FROM:<joe@example.org> XM=yes", "555 5.5.4");
            talk.ask("EHLO other.example", "250");
            talk.ask("MAIL FROM:<joe@example.org> XM=yes", "250");
        }
    }

    @Test
    void pluginsRunOnThreadsOfTheirOwn() throws Exception {
        Play play = new Play();
        server.install(play);
        try (Talk talk = server.start().greeted()) {
            talk.ask("MAIL FROM:<joe@example.org> XM=yes", "250");
        }
        assertThat(play.threads).containsExactly("postrider-extension-X-PLAY");
    }
}
