package org.postrider.sasl.oauth;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;

/** Tokens that the authorization server is asked about, RFC 7662. */
final class Introspection implements Verification {

    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    private final OauthSettings settings;
    private final AuthorityClient authority;

    Introspection(OauthSettings settings) {
        this.settings = settings;
        this.authority = new AuthorityClient(settings.timeout());
    }

    @Override
    public Optional<JWTClaimsSet> claims(String token) throws IOException {
        Map<String, Object> answer = ask(token);
        if (!Boolean.TRUE.equals(answer.get("active"))) {
            return Optional.empty();
        }
        try {
            return Optional.of(JWTClaimsSet.parse(answer)).filter(this::isForUs);
        } catch (ParseException e) {
            throw new IOException("the answer about a token is not as RFC 7662 has it: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> ask(String token) throws IOException {
        // RFC 6749 2.3.1: name and password are encoded before they are joined
        String credentials = encoded(settings.client()) + ":" + encoded(settings.password());
        String answer = authority.ask(HttpRequest.newBuilder(settings.introspection().orElseThrow())
                .header("Authorization", "Basic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("token=" + encoded(token) + "&token_type_hint=access_token")));
        try {
            return JSONObjectUtils.parse(answer);
        } catch (ParseException e) {
            throw new IOException("the answer about a token is no JSON", e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** RFC 7662 4: the server says that it is valid; for whom it is and until when is looked at all the same. */
    private boolean isForUs(JWTClaimsSet claims) {
        boolean expired = claims.getExpirationTime() != null && claims.getExpirationTime().toInstant()
                .plus(CLOCK_SKEW).isBefore(Instant.now());
        boolean issued = settings.issuer().isEmpty() || claims.getIssuer() == null
                || claims.getIssuer().equals(settings.issuer());
        boolean meant = settings.audience().isEmpty() || claims.getAudience().contains(settings.audience());
        return !expired && issued && meant;
    }
}
