package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.net.Network;
import org.postrider.net.TlsMode;
import org.postrider.net.TlsSettings;

/** A client that has come by a Unix domain socket: it has no address, and so is in no network, however wide. */
class UnixSocketSessionTest {

    private static final List<Network> ALL = List.of(Network.parse("0.0.0.0/0"), Network.parse("::/0"));

    private final Server server = new Server().with("postmaster", "postmaster@localhost").start();

    UnixSocketSessionTest() {
        server.unixSocket = true;
        server.relayNetworks = ALL;
        server.xclientNetworks = ALL;
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Talk talk(String role, String hello) throws Exception {
        server.role = role;
        Talk talk = server.connect();
        talk.expect("220");
        talk.send(hello + " store.example\r\n");
        assertThat(talk.lines()).noneMatch(line -> line.matches("250.(XCLIENT|XFORWARD|STARTTLS|AUTH).*"));
        return talk;
    }

    @Test
    void mailOverLmtpHasAnHonestReceivedFieldAndTrace() throws Exception {
        try (Talk talk = talk("lmtp", "LHLO")) {
            assertThat(talk.mail("250 2.0.0 Queued as ")).isNotEmpty();
        }
        String message = new String(server.spool.bytes(server.spool.messages().get(0).id()), StandardCharsets.UTF_8);
        assertThat(message).startsWith("Received: from store.example\r\n\tby localhost with LMTP id ");
        assertThat(server.traces.latest(9)).isNotEmpty().allSatisfy(trace -> assertThat(trace.client()).isEqualTo("unix"));
    }

    @Test
    void nobodyRelaysOrSpeaksForOthers() throws Exception {
        for (String role : List.of("lmtp", "mx")) {
            try (Talk talk = talk(role, role.equals("lmtp") ? "LHLO" : "EHLO")) {
                talk.ask("XCLIENT ADDR=192.0.2.1", "502 5.5.1");
                talk.ask("XFORWARD ADDR=192.0.2.1", "502 5.5.1");
                talk.ask("MAIL FROM:<joe@example.org>", "250");
                talk.ask("RCPT TO:<joe@elsewhere.example>", "554 5.7.1");
                talk.ask("RCPT TO:<postmaster@localhost>", "250");
            }
        }
    }

    @Test
    void submissionNeedsALoginHereToo() throws Exception {
        try (Talk talk = talk("submission", "EHLO")) {
            talk.ask("MAIL FROM:<postmaster@localhost>", "530 5.7.0");
        }
    }

    @Test
    void encryptionIsTheSameAsAtAPort() throws Exception {
        server.tls = new TlsSettings(TlsMode.STARTTLS, false, Optional.empty());
        try (Talk talk = server.connect()) {
            talk.expect("220");
            talk.ask("EHLO store.example", "250");
            talk.ask("STARTTLS", "454 4.7.0");
        }
    }
}
