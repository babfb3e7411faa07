package org.postrider.sasl.oauth;

import java.io.IOException;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.util.Optional;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;

/**
 * Tokens that are JSON Web Tokens (RFC 7519, 9068), signed with a key of the authorization server. Its keys are fetched
 * when they are needed, remembered for five minutes, and asked for at most twice in half a minute.
 */
final class SignedTokens implements Verification {

    /** RFC 8725 3.1: signatures only, so that a public key is never taken for a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.RS512, JWSAlgorithm.PS256, JWSAlgorithm.PS384,
            JWSAlgorithm.PS512, JWSAlgorithm.ES256, JWSAlgorithm.ES384, JWSAlgorithm.ES512);

    private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

    SignedTokens(OauthSettings settings) {
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>( // RFC 9068 4
                new JOSEObjectType("at+jwt"), new JOSEObjectType("application/at+jwt"), JOSEObjectType.JWT, null));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys(settings)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(settings.audience(),
                new JWTClaimsSet.Builder().issuer(settings.issuer()).build(), Set.of("exp")));
    }

    private static JWKSource<SecurityContext> keys(OauthSettings settings) {
        try {
            return JWKSourceBuilder.create(settings.keys().orElseThrow().toURL(), new AuthorityClient(settings.timeout()))
                    .build();
        } catch (MalformedURLException e) {
            throw new IllegalArgumentException("keys is " + settings.keys().get(), e);
        }
    }

    @Override
    public Optional<JWTClaimsSet> claims(String token) throws IOException {
        try {
            return Optional.of(processor.process(SignedJWT.parse(token), null));
        } catch (ParseException | BadJOSEException e) {
            return Optional.empty();
        } catch (JOSEException e) {
            throw new IOException("the keys of the authorization server cannot be had: " + e.getMessage(), e);
        }
    }
}
