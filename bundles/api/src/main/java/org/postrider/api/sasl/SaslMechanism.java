package org.postrider.api.sasl;

import org.osgi.annotation.versioning.ConsumerType;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.smtp.Session;

/** A way to log in. Shared by all sessions, and without state. No method blocks. */
@ConsumerType
public interface SaslMechanism {

    /** Its name, RFC 4422 3.1: 1 to 20 capital letters, digits, hyphens and underscores. */
    String name();

    /** Offered before those with less; of two with the same name the one with more counts. */
    default int strength() {
        return 0;
    }

    /** Whether a client can use it in this session, which is encrypted, e.g. because it has shown a certificate. */
    default boolean isOffered(Session session) {
        return true;
    }

    /** What a client that sent no initial response is asked; empty where the client speaks first. At most 300 octets. */
    default byte[] firstChallenge() {
        return new byte[0];
    }

    /**
     * One attempt to log in begins.
     *
     * @param accounts to be asked about names, passwords and keys; its failures are to be passed on as they are
     */
    SaslExchange begin(Session session, Authenticator accounts);
}
