package org.postrider.sasl.oauth;

import java.text.ParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;

import com.nimbusds.jwt.JWTClaimsSet;

/** Whom a good token lets in: it must allow what is asked, and name an account. */
record TokenOwner(String scope, String account) {

    Optional<String> of(JWTClaimsSet claims) {
        return isAllowed(claims) && isVerified(claims) ? name(claims) : Optional.empty();
    }

    private Optional<String> name(JWTClaimsSet claims) {
        try {
            return Optional.ofNullable(claims.getStringClaim(account)).filter(name -> !name.isBlank());
        } catch (ParseException e) {
            return Optional.empty();
        }
    }

    /** RFC 9068 2.2.3: words in one text; others have a list of them. */
    private boolean isAllowed(JWTClaimsSet claims) {
        Object given = claims.getClaim("scope") == null ? claims.getClaim("scp") : claims.getClaim("scope");
        return scope.isEmpty() || given instanceof String words && Arrays.asList(words.split(" ")).contains(scope)
                || given instanceof Collection<?> list && list.contains(scope);
    }

    /** OpenID Connect 5.1: an address that nobody has verified may be anybody's. */
    private boolean isVerified(JWTClaimsSet claims) {
        Object verified = claims.getClaim("email_verified");
        return !account.equals("email") || verified == null || Boolean.parseBoolean(verified.toString());
    }
}
