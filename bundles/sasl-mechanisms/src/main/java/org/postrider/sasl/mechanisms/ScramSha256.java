package org.postrider.sasl.mechanisms;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.Session;
import org.postrider.sasl.ScramExchange;

/** SCRAM-SHA-256, RFC 7677. */
@Component(configurationPid = "org.postrider.sasl.mechanisms")
public final class ScramSha256 implements SaslMechanism {

    private final MechanismsConfig config;

    @Activate
    public ScramSha256(MechanismsConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "SCRAM-SHA-256";
    }

    @Override
    public int strength() {
        return 40;
    }

    @Override
    public SaslExchange begin(Session session, Authenticator accounts) {
        return new ScramExchange(accounts, false, ScramSha256Plus.binding(config, session));
    }
}
