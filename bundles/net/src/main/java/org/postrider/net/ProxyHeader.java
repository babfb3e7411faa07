package org.postrider.net;

import java.util.Objects;
import java.util.Optional;

/**
 * What a proxy says before anything else on a connection.
 *
 * @param endpoints those of the connection that it passes on; empty if it speaks for itself (LOCAL) or does not know
 *     (UNKNOWN, another family), and those of the socket count
 */
public record ProxyHeader(Optional<Endpoints> endpoints) {

    static final ProxyHeader OF_ITSELF = new ProxyHeader(Optional.empty());

    public ProxyHeader {
        Objects.requireNonNull(endpoints, "endpoints");
    }

    static ProxyHeader of(Endpoints endpoints) {
        return new ProxyHeader(Optional.of(endpoints));
    }

    /** Octets that are no header. Has no stack trace: peers cause it. */
    public static final class Malformed extends Exception {

        private static final long serialVersionUID = 1L;

        Malformed(String message) {
            super(message, null, false, false);
        }
    }
}
