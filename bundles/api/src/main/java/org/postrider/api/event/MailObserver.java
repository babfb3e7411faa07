package org.postrider.api.event;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of what happens. Every observer has a queue and a thread of its own at a time: events come in order, one at a
 * time, and a slow observer delays nobody. One that falls too far behind loses events, which is counted and logged.
 */
@ConsumerType
public interface MailObserver {

    /** Something happened. May block; what it throws is logged and changes nothing. */
    void on(MailEvent event);
}
