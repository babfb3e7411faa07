package org.postrider.api.trace;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

import org.postrider.api.message.MessageId;

/**
 * The story of one transaction.
 *
 * @param id the id that the client was told
 * @param at when the transaction began
 * @param listener name of the listener; empty for our own reports
 * @param client address of the client, or {@code unix} if it has come by a Unix domain socket
 * @param helo what the client called itself
 * @param sender the reverse-path, empty for {@code <>}
 * @param recipients who was named, accepted or not
 * @param outcome how the transaction ended, e.g. {@code accepted} or the reply that refused it
 * @param steps what happened, in order; deliveries are added as they come
 */
public record Trace(
        MessageId id, Instant at, String listener, String client, String helo, String sender,
        List<String> recipients, String outcome, List<Step> steps) {

    public Trace {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(at, "at");
        recipients = List.copyOf(recipients);
        steps = List.copyOf(steps);
    }
}
