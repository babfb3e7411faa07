package org.postrider.api.sasl;

import java.util.Objects;

import org.postrider.api.message.Address;

/** What comes of a client's response. */
public sealed interface SaslStep {

    /**
     * The client is asked more.
     *
     * @param data at most 300 octets
     */
    record Challenge(byte[] data) implements SaslStep {
        public Challenge {
            Objects.requireNonNull(data, "data");
        }
    }

    /** The client has proven to be this account. */
    record Success(Address account) implements SaslStep {
        public Success {
            Objects.requireNonNull(account, "account");
        }
    }

    /** The client has not proven to be anybody. Why is told to nobody: unknown names and wrong passwords are alike. */
    record Failure() implements SaslStep {}

    /** The response is not as the mechanism wants it. */
    record Malformed() implements SaslStep {}
}
