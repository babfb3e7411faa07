package org.postrider.api.plugin;

import java.io.IOException;
import java.net.URI;
import java.util.List;
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

    /**
     * All plugins: those of {@code plugins/} and of {@code deploy/}, by name and version. Reads the jars.
     *
     * @throws IOException if a folder or the lock file cannot be read
     */
    List<PluginInfo> list() throws IOException;

    /**
     * Retires a plugin of {@code plugins/} and takes it out of the lock file.
     *
     * @param version empty if only one is installed
     * @throws IllegalArgumentException if it is not there, or it is not clear which is meant; with the names that are there
     * @throws IOException if it could not be done; nothing is changed then
     */
    PluginChange remove(String name, Optional<String> version) throws IOException;

    /**
     * Takes back the last install or remove. That can be done once, also after a restart of the server.
     *
     * @throws IllegalArgumentException if there is nothing to take back
     * @throws IOException if it could not be done; nothing is changed then
     */
    PluginChange undo() throws IOException;
}
