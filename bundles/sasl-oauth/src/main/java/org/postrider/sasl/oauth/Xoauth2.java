package org.postrider.sasl.oauth;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.sasl.SaslExchange;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.Session;
import org.postrider.sasl.BearerExchange;

/** XOAUTH2, which OAUTHBEARER replaces, for clients that know nothing else. */
@Component
public final class Xoauth2 implements SaslMechanism {

    private final AccessTokens tokens;

    @Activate
    public Xoauth2(@Reference AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return "XOAUTH2";
    }

    @Override
    public int strength() {
        return 26;
    }

    @Override
    public boolean isOffered(Session session) {
        return tokens.settings().isInUse();
    }

    @Override
    public SaslExchange begin(Session session, Authenticator accounts) {
        return BearerExchange.xoauth2(tokens, accounts, TokenError.xoauth2(tokens.settings()));
    }
}
