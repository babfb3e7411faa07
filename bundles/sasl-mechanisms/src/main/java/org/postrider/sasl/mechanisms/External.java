package org.postrider.sasl.mechanisms;

import java.security.cert.X509Certificate;
import java.util.Optional;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.sasl.ExternalExchange;

/** EXTERNAL, RFC 4422 A: only for clients that have shown a certificate. */
@Component
public final class External implements SaslMechanism {

    @Override
    public String name() {
        return "EXTERNAL";
    }

    @Override
    public int strength() {
        return 30;
    }

    @Override
    public boolean isOffered(Session session) {
        return certificate(session).isPresent();
    }

    @Override
    public SaslExchange begin(Session session, Authenticator accounts) {
        return new ExternalExchange(certificate(session).orElseThrow(), accounts);
    }

    private static Optional<X509Certificate> certificate(Session session) {
        return session.tls().flatMap(TlsInfo::clientCertificate);
    }
}
