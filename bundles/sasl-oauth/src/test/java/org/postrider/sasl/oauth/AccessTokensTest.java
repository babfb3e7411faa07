package org.postrider.sasl.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postrider.testing.config.Configured;

/** Tokens, good and bad, against an authorization server on loopback. */
class AccessTokensTest {

    private final AuthorizationServer authority = new AuthorizationServer();
    private final AccessTokens signed = new AccessTokens(Configured.with(OauthConfig.class, signedConfig("smtp")));

    private Map<String, Object> signedConfig(String scope) {
        return Map.of("issuer", AuthorizationServer.ISSUER, "keys", authority.url("/keys"), "audience", "postrider",
                "scope", scope);
    }

    private AccessTokens asking(String scope) {
        return new AccessTokens(Configured.with(OauthConfig.class, Map.of("introspection",
                authority.url("/introspect"), "client", "mail server", "_password", "s:cret", "audience", "postrider",
                "scope", scope, "account", "username", "issuer", AuthorizationServer.ISSUER)));
    }

    @AfterEach
    void close() {
        signed.close();
        authority.close();
    }

    private static Optional<String> owner(AccessTokens tokens, String token) throws Exception {
        return tokens.owner(token).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void signedTokenIsItsOwners() throws Exception {
        assertThat(owner(signed, authority.token(claims -> claims))).contains("ann@example.org");
        assertThat(owner(signed, authority.token(claims -> claims.audience(List.of("a", "postrider"))))).isPresent();
        assertThat(owner(signed, authority.token(claims -> claims.claim("scope", null).claim("scp", List.of("smtp")))))
                .isPresent();
        assertThat(owner(signed, authority.token(claims -> claims.claim("email_verified", true)))).isPresent();
    }

    @Test
    void tokenThatIsNotForUsIsNobodys() throws Exception {
        assertNobody(authority.token(claims -> claims.issuer("https://login.example.com")));
        assertNobody(authority.token(claims -> claims.issuer(null)));
        assertNobody(authority.token(claims -> claims.audience("another")));
        assertNobody(authority.token(claims -> claims.audience((String) null)));
        assertNobody(authority.token(claims -> claims.claim("scope", "openid smtps")));
        assertNobody(authority.token(claims -> claims.claim("scope", null)));
        assertNobody(authority.token(claims -> claims.claim("email", null)));
        assertNobody(authority.token(claims -> claims.claim("email", 7)));
        assertNobody(authority.token(claims -> claims.claim("email", " ")));
        assertNobody(authority.token(claims -> claims.claim("email_verified", false)));
        assertNobody(authority.token(claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(120)))));
        assertNobody(authority.token(claims -> claims.expirationTime(null)));
        assertNobody(authority.token(claims -> claims.notBeforeTime(Date.from(Instant.now().plusSeconds(120)))));
    }

    @Test
    void tokenThatIsForgedIsNobodys() throws Exception {
        String good = authority.token(claims -> claims);
        JWTClaimsSet claims = SignedJWT.parse(good).getJWTClaimsSet();
        assertNobody(good.substring(0, good.lastIndexOf('.') + 1));
        assertNobody(good.substring(0, good.length() - 4) + "AAAA");
        assertNobody(new PlainJWT(claims).serialize()); // RFC 8725 2.1: alg none
        assertNobody(AuthorizationServer.token(
                new ECKeyGenerator(Curve.P_256).keyID("one").generate(), same -> same));
        assertNobody(macedWithThePublicKey(claims));
        assertNobody("");
        assertNobody("no token");
        assertNobody("..");
        assertNobody("e30.e30.e30");
    }

    /** RFC 8725 2.1: the public key, taken for a shared secret. */
    private String macedWithThePublicKey(JWTClaimsSet claims) throws JOSEException {
        SignedJWT forged = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims);
        forged.sign(new MACSigner(authority.key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        return forged.serialize();
    }

    private void assertNobody(String token) throws Exception {
        assertThat(owner(signed, token)).as(token).isEmpty();
    }

    @Test
    void nobodyKnowsWhileTheKeysCannotBeHad() {
        String token = authority.token(claims -> claims);
        authority.close();
        assertThatThrownBy(() -> owner(signed, token)).hasMessageContaining("the keys of the authorization server");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{'active':true,'username':'ann@example.org','aud':'postrider','scope':'smtp'} | ann@example.org",
        "{'active':true,'username':'ann@example.org','aud':['x','postrider'],'scope':'a smtp','exp':4102444800} | ann@example.org",
        "{'active':true,'username':'ann@example.org','aud':'postrider','scope':'smtp','exp':1000000000} |",
        "{'active':true,'username':'ann@example.org','aud':'postrider'} |",
        "{'active':true,'username':'ann@example.org','aud':'other','scope':'smtp'} |",
        "{'active':true,'username':'ann@example.org','scope':'smtp'} |",
        "{'active':true,'username':'ann@example.org','aud':'postrider','scope':'smtp','iss':'https://x.example'} |",
        "{'active':true,'aud':'postrider','scope':'smtp'} |",
        "{'active':'true','username':'ann@example.org','aud':'postrider','scope':'smtp'} |",
        "{'active':false} |",
        "{} |"})
    void tokenIsAskedAbout(String answer, String owner) throws Exception {
        authority.answers.put("to+ken", answer.replace('\'', '"'));
        assertThat(owner(asking("smtp"), "to+ken")).isEqualTo(Optional.ofNullable(owner));
        assertThat(authority.asked).containsExactly("mail+server:s%3Acret token=to%2Bken&token_type_hint=access_token");
    }

    @ParameterizedTest
    @CsvSource({"500, HTTP 500", "nonsense, no JSON", "'{\"active\":true,\"exp\":\"soon\"}', RFC 7662"})
    void nobodyKnowsAfterAStrangeAnswer(String answer, String reason) {
        authority.answers.put("token", answer);
        assertThatThrownBy(() -> owner(asking(""), "token")).hasMessageContaining(reason);
    }

    /** Each octet comes in time, and the whole does not. */
    @ParameterizedTest
    @CsvSource({"/slow, did not come in 300 ms", "/silent, does not answer in 300 ms", "/endless, more than 65536 octets"})
    void serverThatKeepsUsWaitingIsGivenUp(String path, String reason) {
        AccessTokens impatient = new AccessTokens(Configured.with(OauthConfig.class, Map.of(
                "introspection", authority.url(path), "client", "c", "_password", "p", "timeout", 300)));
        assertThatThrownBy(() -> owner(impatient, "token")).hasMessageContaining(reason);
        AccessTokens withKeys = new AccessTokens(Configured.with(OauthConfig.class, Map.of("issuer",
                AuthorizationServer.ISSUER, "keys", authority.url(path), "audience", "postrider", "timeout", 300)));
        assertThatThrownBy(() -> owner(withKeys, authority.token(claims -> claims))).hasMessageContaining("keys")
                .hasStackTraceContaining(reason);
        impatient.close();
        withKeys.close();
    }

    @Test
    void whatIsTooMuchIsRefusedAtOnce() {
        AccessTokens closed = asking("");
        closed.close();
        assertThat(closed.owner("token").toCompletableFuture()).isCompletedExceptionally();
    }

    @Test
    void wrongConfigurationChangesNothing() throws Exception {
        signed.modified(Configured.with(OauthConfig.class, Map.of("keys", "ftp://login.example.org")));
        assertThat(owner(signed, authority.token(claims -> claims))).isPresent();
        signed.modified(Configured.with(OauthConfig.class, signedConfig("other")));
        assertThat(owner(signed, authority.token(claims -> claims))).isEmpty();
    }

    @Test
    void clientsAreToldWhatIsMissing() {
        OauthSettings settings = OauthSettings.of(Configured.with(OauthConfig.class, Map.of("scope", "smtp",
                "discovery", "https://login.example.org/.well-known/openid-configuration")));
        assertThat(new String(TokenError.oauthBearer(settings), StandardCharsets.UTF_8).replace("\\/", "/")).isEqualTo(
                "{\"status\":\"invalid_token\",\"scope\":\"smtp\","
                + "\"openid-configuration\":\"https://login.example.org/.well-known/openid-configuration\"}");
        assertThat(new String(TokenError.xoauth2(settings), StandardCharsets.UTF_8))
                .startsWith("{\"status\":\"401\",\"schemes\":\"bearer\",\"scope\":\"smtp\"");
    }

    @Test
    void whatClientsAreToldFitsIntoALine() {
        OauthSettings settings = OauthSettings.of(Configured.with(OauthConfig.class, Map.of("scope", "&".repeat(100),
                "discovery", "https://x.example/" + "a".repeat(82))));
        assertThat(TokenError.oauthBearer(settings).length).isLessThanOrEqualTo(300);
        assertThat(TokenError.xoauth2(settings).length).isLessThanOrEqualTo(300);
    }

    @Test
    void tokenIsNoLongerThanALine() {
        assertThat(Base64.getEncoder().encodeToString(authority.token(claims -> claims)
                .getBytes(StandardCharsets.US_ASCII)).length()).isLessThan(12_288);
    }
}
