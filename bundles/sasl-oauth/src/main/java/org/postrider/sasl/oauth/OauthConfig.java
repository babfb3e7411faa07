package org.postrider.sasl.oauth;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.AttributeType;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

@ObjectClassDefinition(name = "Postrider OAuth", description = "Whose access tokens log in, and how they are checked.")
@interface OauthConfig {

    @AttributeDefinition(description = "The authorization server as the tokens name it (iss), e.g."
            + " https://login.example.org. Needed with keys.")
    String issuer() default "";

    @AttributeDefinition(description = "Where the authorization server's public keys are (a JWK set), https. For tokens"
            + " that are signed (JWT). Empty: tokens are asked about.")
    String keys() default "";

    @AttributeDefinition(description = "Where the authorization server is asked about a token (RFC 7662), https. Empty:"
            + " tokens are checked by their signature. Both empty: nobody logs in with a token.")
    String introspection() default "";

    @AttributeDefinition(description = "Name of this server at the authorization server, to ask about tokens.")
    String client() default "";

    @AttributeDefinition(description = "Password for that name, e.g. $[secret:oauth].", type = AttributeType.PASSWORD)
    String _password() default "";

    @AttributeDefinition(description = "For whom a token must have been issued (aud). Needed with keys.")
    String audience() default "";

    @AttributeDefinition(description = "What a token must allow (scope); one word, clients are told. Empty: nothing in"
            + " particular.")
    String scope() default "";

    @AttributeDefinition(description = "Which of a token's claims holds the account, usually its address.")
    String account() default "email";

    @AttributeDefinition(description = "Where clients learn about the authorization server (OpenID configuration), https;"
            + " told to clients whose token does not do.")
    String discovery() default "";

    @AttributeDefinition(description = "How long the authorization server may take to answer, in milliseconds.",
            min = "100", max = "20000")
    int timeout() default 5_000;
}
