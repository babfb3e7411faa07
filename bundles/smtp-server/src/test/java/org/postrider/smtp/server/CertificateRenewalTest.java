package org.postrider.smtp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postrider.net.TlsContexts;
import org.postrider.testing.tls.TlsDialog;

/** Certificates are replaced while sessions are open. */
class CertificateRenewalTest {

    private final TlsContexts certificates = Encrypted.certificates();
    private final AtomicReference<String> shown = new AtomicReference<>("one.example");
    private final Server server = Encrypted.server(Encrypted.STARTTLS);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sessionsGoOnAndNewOnesGetTheNewCertificate() throws IOException {
        server.certificates = Optional.of(name -> certificates.find(shown.get()));
        server.start();
        try (TlsDialog before = Encrypted.ready(server); TlsDialog between = Encrypted.ready(server)) {
            Talk talk = new Talk(before.encrypt(""));
            talk.ask("EHLO client.example", "250");
            talk.begin();
            for (int i = 0; i < 20; i++) {
                shown.set(i % 2 == 0 ? "two.example" : "one.example");
                try (TlsDialog after = Encrypted.ready(server)) {
                    assertThat(after.encrypt("").shown().getSubjectX500Principal().getName()).isEqualTo("CN=" + shown.get());
                }
                talk.send("line " + i + "\r\n");
            }
            talk.ask(".", "250 2.0.0");
            assertThat(between.encrypt("").shown().getSubjectX500Principal().getName()).isEqualTo("CN=one.example");
            server.certificates = Optional.empty();
            talk.mail("250 2.0.0");
        }
    }
}
