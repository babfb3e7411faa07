package org.postrider.smtp.server;

import java.io.IOException;
import java.util.Optional;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.SslContext;
import org.postrider.net.TlsCertificate;
import org.postrider.net.TlsContexts;
import org.postrider.net.TlsMode;
import org.postrider.net.TlsSettings;
import org.postrider.testing.tls.TestCertificates;
import org.postrider.testing.tls.TlsDialog;

/** Servers with certificates, and clients of theirs. */
final class Encrypted {

    static final TlsSettings STARTTLS = new TlsSettings(TlsMode.STARTTLS, false, Optional.empty());
    static final TlsSettings IMPLICIT = new TlsSettings(TlsMode.IMPLICIT, false, Optional.empty());

    private Encrypted() {}

    /** {@code two.pem} for two.example, else {@code one.pem}. */
    static TlsContexts certificates() {
        SslContext one = context("one.pem");
        SslContext two = context("two.pem");
        return name -> Optional.of(name.equals("two.example") ? two : one);
    }

    private static SslContext context(String file) {
        try {
            return new TlsCertificate(TestCertificates.key(file), TestCertificates.chain(file)).context();
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Server server(TlsSettings settings) {
        Server server = new Server();
        server.tls = settings;
        server.certificates = Optional.of(certificates());
        return server;
    }

    /** A client in clear text. */
    static TlsDialog connect(Server server) throws IOException {
        return new TlsDialog(server.address(), Server.PATIENCE);
    }

    /** A client that may begin with the handshake. */
    static TlsDialog ready(Server server) throws IOException {
        TlsDialog dialog = connect(server);
        Talk talk = new Talk(dialog);
        talk.expect("220");
        talk.ask("EHLO client.example", "250");
        talk.ask("STARTTLS", "220 2.0.0");
        return dialog;
    }
}
