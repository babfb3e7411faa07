package org.postrider.sasl.oauth;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.Session;
import org.postrider.sasl.BearerExchange;

/** OAUTHBEARER, RFC 7628. */
@Component
public final class OauthBearer implements SaslMechanism {

    private final AccessTokens tokens;

    @Activate
    public OauthBearer(@Reference AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "OAUTHBEARER";
    }

    @Override
    public int strength() {
        return 28;
    }

    @Override
    public boolean isOffered(Session session) {
        return tokens.settings().isInUse();
    }

    @Override
    public SaslExchange begin(Session session, Authenticator accounts) {
        return BearerExchange.oauthBearer(tokens, accounts, TokenError.oauthBearer(tokens.settings()));
    }
}
