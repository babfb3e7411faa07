package org.postrider.spool;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.postrider.api.queue.SpoolException;

/**
 * The ticket of a record that is no message.
 *
 * @param future completed when the record is durable
 * @param then called before that
 */
record MarkTicket(CompletableFuture<Void> future, Consumer<Place> then) implements Ticket {

    @Override
    public void durable(Place place) {
        then.accept(place);
        future.complete(null);
    }

    @Override
    public void failed(SpoolException problem) {
        future.completeExceptionally(problem);
    }
}
