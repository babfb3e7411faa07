package org.postrider.api.plugin;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;

/** The plugins of the server. A service of the platform, for administration. Safe from any thread. */
@ProviderType
public interface Plugins {

    /**
     * Reads a file and judges it. Nothing is installed.
     *
     * @param source a {@code file:}, {@code https:} or {@code http:} URI
     * @param sha256 what the octets have to hash to, as hexadecimal digits; needed for {@code http:}
     * @throws IOException if it cannot be read, is too large, does not come in time, or hashes to something else
     * @throws IllegalArgumentException if the URI or the hash is none
     */
    PluginDraft open(URI source, Optional<String> sha256) throws IOException;
}
