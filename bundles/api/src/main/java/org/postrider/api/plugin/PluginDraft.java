package org.postrider.api.plugin;

import org.osgi.annotation.versioning.ProviderType;

/** A file that was read whole and judged, and is not installed. For one thread; whoever opened it closes it. */
@ProviderType
public interface PluginDraft extends AutoCloseable {

    /** What would happen. */
    PluginPlan plan();

    /** Gives up what was not installed. */
    @Override
    void close();
}
