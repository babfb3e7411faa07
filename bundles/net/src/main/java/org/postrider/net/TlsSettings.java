package org.postrider.net;

import java.util.Objects;
import java.util.Optional;

/**
 * How a listener encrypts.
 *
 * @param mode when
 * @param required whether mail is refused in clear text
 * @param clients who may prove with a certificate who they are; empty if clients are not asked for one
 */
public record TlsSettings(TlsMode mode, boolean required, Optional<ClientAuthorities> clients) {

    /** Clear text only. */
    public static final TlsSettings OFF = new TlsSettings(TlsMode.OFF, false, Optional.empty());

    /** @throws IllegalArgumentException if encryption is required and never there */
    public TlsSettings {
        Objects.requireNonNull(mode, "mode");
        Objects.requireNonNull(clients, "clients");
        if (required && mode == TlsMode.OFF) {
            throw new IllegalArgumentException("tlsRequired is true and tls is off; allowed is tls = starttls or implicit");
        }
    }
}
