package org.postrider.sasl.mechanisms;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.Session;
import org.postrider.sasl.PlainExchange;

/** PLAIN, RFC 4616. */
@Component
public final class Plain implements SaslMechanism {

    @Override
    public String name() {
        return "PLAIN";
    }

    @Override
    public int strength() {
        return 20;
    }

    @Override
    public SaslExchange begin(Session session, Authenticator accounts) {
        return new PlainExchange(accounts);
    }
}
