package org.postrider.sasl;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Finds out whose an OAuth 2.0 access token is. Asked on the event loop: never blocks. */
@FunctionalInterface
public interface TokenCheck {

    /**
     * The name of the account that a token was issued for; empty if it is forged, has expired or is not meant for this
     * server. Completes exceptionally if nobody can tell now.
     */
    CompletionStage<Optional<String>> owner(String token);
}
