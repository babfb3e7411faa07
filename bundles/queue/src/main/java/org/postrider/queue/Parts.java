package org.postrider.queue;

import java.util.function.Supplier;
import org.postrider.api.queue.Spool;

/**
 * What the parts of one queue share.
 *
 * @param spool the spool of the moment
 * @param settings the configuration of the moment
 */
record Parts(Time time, Workers workers, Destinations destinations, Settlement settlement, Journal journal,
        Supplier<Spool> spool, Supplier<QueueSettings> settings) {}
