package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.net.Network;

/** A listener with the role lmtp. */
class LmtpServerTest {

    private final Server server = new Server().with("postmaster", "postmaster@localhost").start();

    @AfterEach
    void stop() {
        server.close();
    }

    private Talk greeted() throws Exception {
        server.role = "lmtp";
        Talk talk = server.connect();
        assertThat(talk.expect("220")).contains(" LMTP ");
        talk.ask("EHLO c", "500 5.5.1");
        talk.ask("LHLO store.example", "250");
        return talk;
    }

    @Test
    void eachRecipientHasItsReplyAndThereIsOneMessage() throws Exception {
        server.directory.account("ann@localhost");
        try (Talk talk = greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("RCPT TO:<ann@localhost>", "250");
            talk.ask("RCPT TO:<nobody@localhost>", "550 5.1.1");
            talk.ask("RCPT TO:<postmaster@localhost>", "250");
            talk.ask("DATA", "354");
            String first = talk.ask("Subject: hello\r\n\r\nHello.\r\n.", "250 2.0.0 Queued as ");
            assertThat(talk.expect("250 2.0.0 Queued as ")).isEqualTo(first);
            talk.ask("QUIT", "221");
        }
        assertThat(server.spool.messages()).hasSize(1);
        assertThat(new String(server.spool.bytes(server.spool.messages().get(0).id()), StandardCharsets.UTF_8))
                .contains(" with LMTP id ");
    }

    @Test
    void nobodyRelays() throws Exception {
        server.relayNetworks = List.of(Network.parse("127.0.0.0/8"));
        try (Talk talk = greeted()) {
            talk.ask("MAIL FROM:<joe@example.org>", "250");
            talk.ask("RCPT TO:<joe@elsewhere.example>", "554 5.7.1");
            talk.ask("DATA", "503 5.5.1");
        }
    }
}
