package org.postrider.sasl.mechanisms;

import java.util.Optional;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.sasl.EndPointBinding;
import org.postrider.sasl.ScramExchange;

/** SCRAM-SHA-256-PLUS, RFC 7677, bound to the server's certificate. Only where that says how it is hashed. */
@Component
public final class ScramSha256Plus implements SaslMechanism {

    @Override
    public String name() {
        return "SCRAM-SHA-256-PLUS";
    }

    @Override
    public int strength() {
        return 50;
    }

    @Override
    public boolean isOffered(Session session) {
        return binding(session).isPresent();
    }

    @Override
    public SaslExchange begin(Session session, Authenticator accounts) {
        return new ScramExchange(accounts, true, binding(session));
    }

    static Optional<byte[]> binding(Session session) {
        return session.tls().flatMap(TlsInfo::serverCertificate).flatMap(EndPointBinding::of);
    }
}
