package org.postrider.api.plugin;

import java.io.IOException;

import org.osgi.annotation.versioning.ProviderType;

/** A file that was read whole and judged, and is not installed. For one thread; whoever opened it closes it. */
@ProviderType
public interface PluginDraft extends AutoCloseable {

    /** What would happen. */
    PluginPlan plan();

    /**
     * Installs exactly the octets that were judged, starts them, and waits until they work: every component has what it
     * needs, and every filter is in the pipeline. Then the version that they replace is retired, and the lock file has
     * them. Once only.
     *
     * @return what was done
     * @throws IOException if it cannot be installed, or does not work in time; nothing is changed then, and the version
     *     that ran before still runs
     */
    PluginChange install() throws IOException;

    /** Gives up what was not installed. */
    @Override
    void close();
}
