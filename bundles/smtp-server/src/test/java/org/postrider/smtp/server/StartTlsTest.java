package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postrider.api.filter.Action;
import org.postrider.api.filter.Stage;
import org.postrider.api.smtp.Session;
import org.postrider.net.Admission;
import org.postrider.net.ClientAuthorities;
import org.postrider.net.Network;
import org.postrider.net.TlsMode;
import org.postrider.net.TlsSettings;
import org.postrider.testing.tls.TestCertificates;
import org.postrider.testing.tls.TlsDialog;

/** STARTTLS and TLS from the first octet, RFC 3207 and RFC 8314. */
class StartTlsTest {

    private Server server = Encrypted.server(Encrypted.STARTTLS).start();

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart(TlsSettings settings) {
        server.close();
        server = Encrypted.server(settings).start();
    }

    private static List<String> ehlo(TlsDialog dialog) throws IOException {
        dialog.send("EHLO client.example\r\n".getBytes(StandardCharsets.US_ASCII));
        List<String> lines = new ArrayList<>();
        do {
            lines.add(dialog.read().orElseThrow());
        } while (lines.get(lines.size() - 1).charAt(3) == '-');
        return lines.stream().map(line -> line.substring(4)).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void mailComesEncrypted(String protocol) throws IOException {
        try (TlsDialog dialog = Encrypted.ready(server)) {
            Talk talk = new Talk(dialog.encrypt("one.example", "", protocol));
            talk.ask("EHLO client.example", "250");
            talk.mail("250 2.0.0");
            talk.ask("QUIT", "221");
            talk.expectEnd();
        }
        String received = new String(
                server.spool.bytes(server.spool.messages().get(0).id()), StandardCharsets.US_ASCII);
        assertThat(received).containsPattern("\\(using " + protocol.replace(".", "\\.") + " with cipher TLS_[A-Z0-9_]+\\)"
                + "\r\n\tby localhost with ESMTPS id ");
        assertThat(server.metrics.value("smtp.tls.sessions")).isEqualTo(1);
    }

    @Test
    void itIsAnnouncedUntilItIsThere() throws IOException {
        try (TlsDialog dialog = Encrypted.connect(server)) {
            new Talk(dialog).expect("220");
            assertThat(ehlo(dialog)).contains("STARTTLS");
            new Talk(dialog).ask("STARTTLS", "220 2.0.0");
            dialog.encrypt("");
            assertThat(ehlo(dialog)).doesNotContain("STARTTLS").contains("PIPELINING");
            new Talk(dialog).ask("STARTTLS", "503 5.5.1");
        }
    }

    @Test
    void requireTlsNeedsTls() throws IOException {
        try (TlsDialog dialog = Encrypted.connect(server)) {
            Talk clear = new Talk(dialog);
            clear.expect("220");
            assertThat(ehlo(dialog)).doesNotContain("REQUIRETLS");
            clear.ask("MAIL FROM:<joe@example.org> REQUIRETLS", "555 5.5.4");
            clear.ask("STARTTLS", "220");
            dialog.encrypt("");
            assertThat(ehlo(dialog)).contains("REQUIRETLS");
            Talk talk = new Talk(dialog);
            talk.ask("MAIL FROM:<joe@example.org> REQUIRETLS=yes", "501 5.5.4");
            talk.ask("MAIL FROM:<joe@example.org> REQUIRETLS", "250");
            talk.ask("RCPT TO:<postmaster@localhost>", "250");
            talk.ask("DATA", "354");
            talk.ask(".", "250 2.0.0");
        }
        assertThat(server.spool.messages().get(0).envelope().requiresTls()).isTrue();
    }

    @Test
    void whatWasSaidBeforeCountsNoMore() throws IOException {
        try (TlsDialog dialog = Encrypted.connect(server)) {
            Talk clear = new Talk(dialog);
            clear.expect("220");
            clear.ask("EHLO client.example", "250");
            clear.ask("MAIL FROM:<joe@example.org>", "250");
            clear.ask("RCPT TO:<postmaster@localhost>", "250");
            clear.ask("STARTTLS", "220 2.0.0");
            Talk talk = new Talk(dialog.encrypt("one.example"));
            talk.ask("DATA", "503 5.5.1");
            talk.ask("MAIL FROM:<joe@example.org>", "503 5.5.1 Send EHLO"); // RFC 3207 4.2
            talk.ask("EHLO client.example", "250");
            talk.mail("250 2.0.0");
        }
    }

    @Test
    void whoWasNamedInClearTextByXclientIsForgotten() throws IOException {
        server.xclientNetworks = Network.LOOPBACK;
        server.filters.on(Stage.HELO, new Action.Pass());
        try (TlsDialog dialog = Encrypted.connect(server)) {
            Talk clear = new Talk(dialog);
            clear.expect("220");
            clear.ask("EHLO client.example", "250");
            clear.ask("XCLIENT ADDR=192.0.2.9 LOGIN=joe@example.org", "220");
            clear.ask("EHLO client.example", "250");
            clear.ask("STARTTLS", "220 2.0.0");
            Talk talk = new Talk(dialog.encrypt(""));
            talk.ask("EHLO client.example", "250");
        }
        Session session = server.filters.greeted().get(0); // one session, as it is now
        assertThat(session.client().getAddress().isLoopbackAddress()).isTrue();
        assertThat(session.account()).isEmpty();
        assertThat(session.mayRelay()).isFalse();
    }

    @Test
    void itIsRefusedWhereItDoesNotFit() throws IOException {
        try (Talk talk = server.connect()) {
            talk.expect("220");
            talk.ask("STARTTLS", "503 5.5.1 Send EHLO");
            talk.ask("HELO client.example", "250");
            talk.ask("STARTTLS", "503 5.5.1 Send EHLO");
            talk.ask("EHLO client.example", "250");
            talk.ask("STARTTLS now", "501 5.5.4");
            server.certificates = Optional.empty();
            talk.ask("STARTTLS", "454 4.7.0");
            talk.mail("250 2.0.0");
        }
    }

    @Test
    void withoutItInTheConfigurationThereIsNone() throws IOException {
        restart(TlsSettings.OFF);
        try (TlsDialog dialog = Encrypted.connect(server)) {
            new Talk(dialog).expect("220");
            assertThat(ehlo(dialog)).doesNotContain("STARTTLS");
            new Talk(dialog).ask("STARTTLS", "502 5.5.1");
        }
    }

    @Test
    void aListenerMayTakeNoMailInClearText() throws IOException {
        restart(new TlsSettings(TlsMode.STARTTLS, true, Optional.empty()));
        try (TlsDialog dialog = Encrypted.connect(server)) {
            Talk clear = new Talk(dialog);
            clear.expect("220");
            clear.ask("EHLO client.example", "250");
            clear.ask("MAIL FROM:<joe@example.org>", "530 5.7.0 Must issue a STARTTLS command first");
            clear.ask("STARTTLS", "220");
            Talk talk = new Talk(dialog.encrypt(""));
            talk.ask("EHLO client.example", "250");
            talk.mail("250 2.0.0");
        }
    }

    @Test
    void tlsFromTheFirstOctet() throws IOException {
        restart(Encrypted.IMPLICIT);
        try (TlsDialog dialog = Encrypted.connect(server)) {
            Talk talk = new Talk(dialog.encrypt("two.example"));
            talk.expect("220 localhost");
            assertThat(ehlo(dialog)).doesNotContain("STARTTLS");
            talk.mail("250 2.0.0");
            talk.ask("QUIT", "221");
            talk.expectEnd();
        }
    }

    @Test
    void whoIsNotLetInGetsNoHandshake() throws IOException {
        restart(Encrypted.IMPLICIT);
        server.admission = Admission.TOO_FREQUENT;
        try (TlsDialog dialog = Encrypted.connect(server)) {
            assertThatThrownBy(() -> dialog.encrypt("")).isInstanceOf(IOException.class);
        }
        server.admission = Admission.ADMITTED;
        server.certificates = Optional.empty();
        try (TlsDialog dialog = Encrypted.connect(server)) {
            assertThatThrownBy(() -> dialog.encrypt("")).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"one.example,CN=one.example", "two.example,CN=two.example", "'',CN=one.example"})
    void theNameDecidesOnTheCertificate(String name, String subject) throws IOException {
        try (TlsDialog dialog = Encrypted.ready(server)) {
            assertThat(dialog.encrypt(name).shown().getSubjectX500Principal().getName()).isEqualTo(subject);
        }
    }

    @ParameterizedTest
    @CsvSource({"client.pem,TLSv1.3,true", "client.pem,TLSv1.2,true", "unknown-client.pem,TLSv1.3,false",
        "unknown-client.pem,TLSv1.2,false", "'',TLSv1.3,false"})
    void aCertificateOfTheClientCountsIfItIsVouchedFor(String file, String protocol, boolean counts, @TempDir Path folder)
            throws IOException {
        ClientAuthorities authorities = ClientAuthorities.read(
                TestCertificates.copy("authority.pem", folder.resolve("authorities.pem")));
        restart(new TlsSettings(TlsMode.STARTTLS, false, Optional.of(authorities)));
        server.filters.on(Stage.HELO, new Action.Pass());
        try (TlsDialog dialog = Encrypted.ready(server)) {
            Talk talk = new Talk(dialog.encrypt("one.example", file, protocol));
            talk.ask("EHLO client.example", "250");
            talk.mail("250 2.0.0");
        }
        assertThat(server.filters.greeted().get(1).tls().orElseThrow().clientCertificate().isPresent()).isEqualTo(counts);
    }

    @Test
    void oldProtocolsAreRefused() throws IOException {
        try (TlsDialog dialog = Encrypted.ready(server)) {
            assertThatThrownBy(() -> dialog.encrypt("", "", "TLSv1.1")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aClientThatSaysGoodbyeInTlsIsGone() throws IOException {
        try (TlsDialog dialog = Encrypted.ready(server)) {
            Talk talk = new Talk(dialog.encrypt(""));
            talk.ask("EHLO client.example", "250");
            dialog.sayGoodbye();
            talk.expectEnd();
        }
    }
}
