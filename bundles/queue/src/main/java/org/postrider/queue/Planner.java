package org.postrider.queue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.postrider.api.delivery.Route;
import org.postrider.api.delivery.Router;
import org.postrider.api.delivery.RoutingException;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the routers. */
final class Planner {
    private static final Logger LOG = LoggerFactory.getLogger(Planner.class);

    private final Ranked<Router> routers;

    Planner(Ranked<Router> routers) {
        this.routers = routers;
    }

    Plan plan(QueuedMessage message) {
        Plan plan = new Plan(new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
        for (Recipient recipient : message.state().pending()) {
            add(plan, message.envelope(), recipient);
        }
        return plan;
    }

    private void add(Plan plan, Envelope envelope, Recipient recipient) {
        try {
            Optional<Route> route = route(envelope, recipient);
            route.map(r -> group(plan.groups(), r)).orElse(plan.unrouted()).add(recipient);
        } catch (RoutingException e) {
            plan.refused().add(new Plan.Refusal(recipient, e.reply()));
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            LOG.error("a router failed on {}: {}", recipient.address(), e.toString());
            plan.refused().add(new Plan.Refusal(recipient, Reply.of(451, "4.3.0", "The router failed")));
        }
    }

    private static List<Recipient> group(Map<Route, List<Recipient>> groups, Route route) {
        return groups.computeIfAbsent(route, r -> new ArrayList<>());
    }

    private Optional<Route> route(Envelope envelope, Recipient recipient) throws RoutingException {
        for (Router router : routers.all()) {
            Optional<Route> route = router.route(envelope, recipient);
            if (route.isPresent()) {
                return route;
            }
        }
        return Optional.empty();
    }
}
