package org.postrider.api.smtp;

import java.util.List;

import org.osgi.annotation.versioning.ProviderType;

/** The listeners that are configured, for administration. Safe from any thread; nothing here waits. */
@ProviderType
public interface Listeners {

    /** All listeners by name, also those whose port is not open. */
    List<ListenerInfo> list();
}
