package org.postrider.console;

import java.util.Optional;

import org.postrider.api.filter.Filters;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.Spool;
import org.postrider.api.smtp.Listeners;
import org.postrider.api.trace.Traces;

/** The services that are there at the moment of a request; null where one is away. */
record Sources(Listeners listeners, Queue queue, Spool spool, Filters filters, Traces traces) {

    Optional<Queue> findQueue() {
        return Optional.ofNullable(queue);
    }

    Optional<Filters> findFilters() {
        return Optional.ofNullable(filters);
    }
}
