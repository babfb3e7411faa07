package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SessionLimits;
import org.postrider.api.smtp.SmtpExtension;

/** What an extension is told of the limits of a session is what the session enforces. */
class SessionLimitsTest {

    private final Server server = new Server();

    @AfterEach
    void stop() {
        server.close();
    }

    /** Tells the limits as it has them. */
    private static final class Teller implements SmtpExtension {

        @Override
        public String keyword() {
            return "X-LIMITS";
        }

        @Override
        public Optional<String> offer(Session session) {
            SessionLimits limits = session.limits();
            return Optional.of((limits.messages().isPresent() ? limits.messages().getAsInt() : "any") + " " + limits.recipients());
        }
    }

    private Talk told(int messages, String line) throws Exception {
        server.install(new Teller());
        Talk talk = server.with("messages", messages).with("recipients", 100).start().greeted();
        talk.send("EHLO c.example\r\n");
        assertThat(talk.lines()).contains(line);
        return talk;
    }

    @Test
    void recipientsAreThoseOfAMessage() throws Exception {
        try (Talk talk = told(0, "250 X-LIMITS any 100")) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            for (int i = 0; i < 100; i++) {
                talk.ask("RCPT TO:<postmaster@localhost>", "250");
            }
            talk.ask("RCPT TO:<postmaster@localhost>", "452 4.5.3");
        }
    }

    @Test
    void messagesAreThoseOfASession() throws Exception {
        try (Talk talk = told(2, "250 X-LIMITS 2 100")) {
            for (int i = 0; i < 2; i++) {
                talk.ask("MAIL FROM:<joe@example.org>", "250");
                talk.ask("RCPT TO:<postmaster@localhost>", "250");
                talk.ask("DATA", "354");
                talk.ask("Subject: hello\r\n\r\nHello.\r\n.", "250");
            }
            talk.ask("MAIL FROM:<joe@example.org>", "421 4.7.0");
        }
    }
}
