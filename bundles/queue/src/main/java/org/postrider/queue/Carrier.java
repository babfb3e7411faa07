package org.postrider.queue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Transport;
import org.postrider.api.message.Address;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.Spool;
import org.postrider.api.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a message to the recipients of one route with the transport that the route names. Whatever the transport does,
 * every recipient ends up with an outcome.
 */
final class Carrier {
    private static final Logger LOG = LoggerFactory.getLogger(Carrier.class);
    private static final int MAX_REASON = 200;

    private final Ranked<Transport> transports;

    Carrier(Ranked<Transport> transports) {
        this.transports = transports;
    }

    Result carry(Spool spool, QueuedMessage message, Route route, List<Recipient> recipients) {
        List<Transport> found = transports.with(Transport.NAME, route.transport());
        if (found.isEmpty()) {
            return Result.NO_TRANSPORT;
        }
        Map<Address, Outcome> outcomes = new HashMap<>();
        boolean reached = false;
        try (Delivery delivery = found.get(0).begin(route, message)) {
            reached = true;
            deliver(delivery, spool, message, recipients, outcomes);
        } catch (IOException e) {
            defer(recipients, outcomes, Reply.of(451, "4.4.0", reason(e)));
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.error("{} transport {} failed: {}", message.id(), route.transport(), e.toString());
            defer(recipients, outcomes, Reply.of(451, "4.3.0", "The transport failed"));
        }
        return new Result(Optional.of(outcomes), reached);
    }

    private static void deliver(Delivery delivery, Spool spool, QueuedMessage message, List<Recipient> recipients,
            Map<Address, Outcome> outcomes) throws IOException {
        List<Recipient> taken = new ArrayList<>();
        for (Recipient recipient : recipients) {
            Optional<Outcome> outcome = delivery.add(recipient);
            outcome.ifPresent(o -> outcomes.put(recipient.address(), o));
            if (outcome.isEmpty()) {
                taken.add(recipient);
            }
        }
        if (!taken.isEmpty()) {
            delivery.write(spool.open(message.id()));
            outcomes.putAll(delivery.commit());
            defer(taken, outcomes, Reply.of(451, "4.3.0", "The transport gave no outcome"));
        }
    }

    private static void defer(List<Recipient> recipients, Map<Address, Outcome> outcomes, Reply reply) {
        recipients.forEach(r -> outcomes.putIfAbsent(r.address(), new Outcome.Deferred(reply)));
    }

    /** The text of an exception, fit for a reply and a log line. */
    private static String reason(IOException e) {
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        String clean = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\u0080-\\u009f\\u2028\\u2029]", "?");
        return clean.length() > MAX_REASON ? clean.substring(0, MAX_REASON) : clean;
    }
}
