package org.postrider.smtp.server;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.Session;
import org.postrider.sasl.LoginExchange;
import org.postrider.sasl.PlainExchange;
import org.postrider.sasl.ScramExchange;

/** The mechanisms as the server has them, made of the same exchanges. */
record LoginMechanism(String name, int strength, String first, Function<Authenticator, SaslExchange> exchanges)
        implements SaslMechanism {

    static final LoginMechanism PLAIN = new LoginMechanism("PLAIN", 20, "", PlainExchange::new);
    static final LoginMechanism LOGIN =
            new LoginMechanism("LOGIN", 10, LoginExchange.FIRST_CHALLENGE, LoginExchange::new);
    static final LoginMechanism SCRAM = new LoginMechanism("SCRAM-SHA-256", 40, "",
            accounts -> new ScramExchange(accounts, false, Optional.empty()));

    @Override
    public byte[] firstChallenge() {
        return first.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public SaslExchange begin(Session session, Authenticator accounts) {
        return exchanges.apply(accounts);
    }
}
