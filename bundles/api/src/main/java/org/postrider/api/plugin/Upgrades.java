package org.postrider.api.plugin;

import java.io.IOException;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Replaces a bundle by another version of itself while it is used. It stays replaced over restarts, whatever brought the
 * version before. A service of the platform, for administration. Safe from any thread.
 */
@ProviderType
public interface Upgrades {

    /**
     * Starts the version of the file beside those that run, and retires them when it serves. Waits for the first, within a
     * deadline; not for the second. If it fails, all is as it was before.
     *
     * @throws IllegalArgumentException if this cannot be done with this bundle, this file or at this moment; the message says
     *     what was found and what is allowed
     * @throws IOException if the file cannot be kept, or the new version does not come to serve; the message says why
     */
    Upgrade begin(UpgradeRequest request) throws IOException;
}
