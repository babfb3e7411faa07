package org.postrider.queue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.api.delivery.Route;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;

/**
 * How the recipients of a message are reached.
 *
 * @param groups recipients that are delivered together, by route
 * @param refused recipients to whom there is no way, for now or for good, with the reply that says so
 * @param unrouted recipients that no router knows a way to; they wait for one
 */
record Plan(Map<Route, List<Recipient>> groups, List<Refusal> refused, List<Recipient> unrouted) {

    static final Reply TOO_LATE = Reply.of(554, "5.4.7", "Not delivered in the time that its sender allowed");

    /** A recipient without a way. */
    record Refusal(Recipient recipient, Reply reply) {}

    /** RFC 2852 4: a sender who wants a message returned by now does not want it delivered any more. */
    static Plan tooLate(QueuedMessage message) {
        return new Plan(Map.of(), message.state().pending().stream().map(r -> new Refusal(r, TOO_LATE)).toList(),
                List.of());
    }

    /** The only destination of the message, if there is just one and nothing else to be said of it. */
    Optional<Route> single() {
        boolean single = groups.size() == 1 && refused.isEmpty() && unrouted.isEmpty();
        return single ? Optional.of(groups.keySet().iterator().next()) : Optional.empty();
    }

    /** Identifies the destination of a route. */
    static String key(Route route) {
        return route.transport() + ':' + route.destination();
    }
}
