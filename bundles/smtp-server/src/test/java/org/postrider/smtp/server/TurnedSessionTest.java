package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpVerb;
import org.postrider.api.smtp.TurnedConnection;

/** A verb that turns the connection: the extension is the client from then on. */
class TurnedSessionTest {

    private static final Duration PATIENCE = Server.PATIENCE;

    private final Server server = new Server();
    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    /** TURNME: asks its peer for lines, answers each, and does what it is told. */
    private final class Turner implements SmtpExtension {

        @Override
        public String keyword() {
            return "X-TURNME";
        }

        @Override
        public Set<SmtpVerb> verbs() {
            return Set.of(new SmtpVerb("TURNME", 0, true, true));
        }

        @Override
        public CompletionStage<Reply> run(Session session, String verb, String argument) {
            return CompletableFuture.completedFuture(argument.equals("no") ? Reply.of(450, "4.7.0", "Refused")
                    : argument.equals("bye") ? Reply.of(221, "2.0.0", "Bye") : Reply.of(250, "2.0.0", "OK " + argument));
        }

        @Override
        public void turned(Session session, String verb, String argument, TurnedConnection connection) throws IOException {
            seen.add(Thread.currentThread().getName());
            for (String line = line(connection); !line.equals("end"); line = line(connection)) {
                seen.add(line);
                if (line.equals("throw")) {
                    throw new IllegalStateException("told to");
                }
                connection.write(ByteBuffer.wrap(("got " + line + "\r\n").getBytes(StandardCharsets.US_ASCII)), PATIENCE);
            }
        }

        private String line(TurnedConnection connection) throws IOException {
            StringBuilder line = new StringBuilder();
            ByteBuffer octet = ByteBuffer.allocate(1);
            try {
                while (connection.read(octet, Duration.ofMillis(seen.contains("hush") ? 50 : PATIENCE.toMillis())) > 0) {
                    char c = (char) octet.flip().get();
                    octet.clear();
                    if (c == '\n') {
                        return line.toString().strip();
                    }
                    line.append(c);
                }
                return "end";
            } catch (SocketTimeoutException e) {
                seen.add("timeout");
                return "end";
            }
        }
    }

    private Talk turned() throws Exception {
        server.install(new Turner());
        Talk talk = server.start().greeted();
        talk.ask("TURNME now", "250 2.0.0 OK now");
        return talk;
    }

    @Test
    void whatComesGoesToTheExtensionOnAThreadOfItsOwn() throws Exception {
        try (Talk talk = turned()) {
            talk.ask("220 hello", "got 220 hello");
            talk.ask("NOOP", "got NOOP");
            talk.send("one\r\ntwo\r\n");
            talk.expect("got one");
            talk.expect("got two");
            talk.send("end\r\n");
            talk.expectEnd();
        }
        assertThat(seen).startsWith("postrider-extension-X-TURNME-turned").contains("NOOP");
    }

    @ParameterizedTest
    @ValueSource(strings = {"throw", "end", "hush"})
    void theConnectionIsClosedHoweverItEnds(String line) throws Exception {
        try (Talk talk = turned()) {
            talk.send(line + "\r\n");
            if (line.equals("hush")) {
                talk.expect("got hush"); // and is not told anything more in time
            }
            talk.expectEnd();
        }
        await().until(() -> server.sessions.active() == 0);
    }

    @Test
    void whoHangsUpIsTheEnd() throws Exception {
        turned().close();
        await().until(() -> server.sessions.active() == 0);
    }

    @Test
    void aRefusalTurnsNothing() throws Exception {
        server.install(new Turner());
        try (Talk talk = server.start().greeted()) {
            talk.ask("TURNME no", "450 4.7.0 Refused");
            talk.ask("NOOP", "250");
            talk.ask("TURNME bye", "221 2.0.0 Bye");
            talk.expectEnd();
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void whoDoesNotWaitForTheReplyIsSentAway() throws Exception {
        server.install(new Turner());
        try (Talk talk = server.start().greeted()) {
            talk.send("TURNME now\r\n220 hello\r\n");
            talk.expect("554");
            talk.expectEnd();
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void aTurnedConnectionEndsWithTheServer() throws Exception {
        try (Talk talk = turned()) {
            talk.ask("hello", "got hello");
            server.sessions.retire();
            server.sessions.drain(Duration.ofMillis(1));
            talk.expectEnd();
        }
    }
}
