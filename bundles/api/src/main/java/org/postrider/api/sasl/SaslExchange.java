package org.postrider.api.sasl;

import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ConsumerType;

/** One attempt to log in. Called by one thread at a time, and not again before its last answer is there. */
@ConsumerType
public interface SaslExchange {

    /**
     * Goes on with what the client says, at most 12,288 octets of base64. A stage that completes exceptionally means
     * that nobody knows, and that the client may try again.
     */
    CompletionStage<SaslStep> next(byte[] response);
}
