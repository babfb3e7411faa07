package org.postrider.sasl.oauth;

import java.io.IOException;
import java.util.Optional;

import com.nimbusds.jwt.JWTClaimsSet;

/** A way to find out whether a token is good. Used by several threads; blocks. */
interface Verification {

    /**
     * What a token says; empty if it is not good.
     *
     * @throws IOException if nobody can tell now
     */
    Optional<JWTClaimsSet> claims(String token) throws IOException;
}
