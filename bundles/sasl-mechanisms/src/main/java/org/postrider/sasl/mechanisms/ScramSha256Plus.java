package org.postrider.sasl.mechanisms;

import java.util.Optional;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.sasl.EndPointBinding;
import org.postrider.sasl.ScramExchange;

/**
 * SCRAM-SHA-256-PLUS, RFC 7677, bound to the server's certificate. Only if it is configured, and where the certificate says
 * how it is hashed.
 */
@Component(configurationPid = "org.postrider.sasl.mechanisms")
@Designate(ocd = MechanismsConfig.class)
public final class ScramSha256Plus implements SaslMechanism {

    private final MechanismsConfig config;

    @Activate
    public ScramSha256Plus(MechanismsConfig config) {
        this.config = config;
    }

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
        return binding(config, session).isPresent();
    }

    @Override
    public SaslExchange begin(Session session, Authenticator accounts) {
        return new ScramExchange(accounts, true, binding(config, session));
    }

    /** What a client has to bind to; empty where none can. */
    static Optional<byte[]> binding(MechanismsConfig config, Session session) {
        return !config.channelBinding() ? Optional.empty() : session.tls().flatMap(TlsInfo::serverCertificate).flatMap(EndPointBinding::of);
    }
}
