package org.postrider.sasl.mechanisms;

import java.nio.charset.StandardCharsets;

import org.osgi.service.component.annotations.Component;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.Session;
import org.postrider.sasl.LoginExchange;

/** LOGIN, for clients that know nothing else. */
@Component
public final class Login implements SaslMechanism {

    @Override
    public String name() {
        return "LOGIN";
    }

    @Override
    public int strength() {
        return 10;
    }

    @Override
    public byte[] firstChallenge() {
        return LoginExchange.FIRST_CHALLENGE.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public SaslExchange begin(Session session, Authenticator accounts) {
        return new LoginExchange(accounts);
    }
}
