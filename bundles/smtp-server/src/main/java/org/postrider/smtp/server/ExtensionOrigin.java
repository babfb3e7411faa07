package org.postrider.smtp.server;

import org.osgi.framework.Bundle;
import org.osgi.framework.Version;

/**
 * The bundle that an extension comes from.
 *
 * @param bundle its id in the framework
 * @param name its symbolic name
 */
record ExtensionOrigin(long bundle, String name, Version version) {

    static ExtensionOrigin of(Bundle bundle) {
        return new ExtensionOrigin(bundle.getBundleId(), bundle.getSymbolicName(), bundle.getVersion());
    }

    /** Whether it is a newer version of the same bundle. */
    boolean isNewerThan(ExtensionOrigin other) {
        return name.equals(other.name) && version.compareTo(other.version) > 0;
    }
}
