package org.postrider.api.event;

import org.osgi.annotation.versioning.ProviderType;

/** Tells all observers. */
@ProviderType
public interface MailEvents {

    /** Hands the event to every observer. Never blocks and never throws. */
    void publish(MailEvent event);
}
