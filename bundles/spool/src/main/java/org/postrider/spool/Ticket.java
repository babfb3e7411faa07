package org.postrider.spool;

import org.postrider.api.queue.SpoolException;

/** Is told what became of a record; exactly one call, on the writer's thread, in the order of the log. */
interface Ticket {

    void durable(Place place);

    /** The record is not in the log and never will be. */
    void failed(SpoolException problem);
}
