package org.postrider.console;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;

import org.postrider.api.filter.Filters;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An action that somebody chose on the page. */
final class Change {

    private static final Logger LOG = LoggerFactory.getLogger(Change.class);
    private static final List<String> MODES = List.of("enforce", "shadow", "off");
    private static final Map<String, BiPredicate<Queue, MessageId>> ON_MESSAGES = Map.of(
            "flush", Queue::flush,
            "hold", (queue, id) -> queue.hold(id, "held in the web console"),
            "release", Queue::release,
            "remove", Queue::remove);

    private final Sources sources;

    Change(Sources sources) {
        this.sources = sources;
    }

    /** @param parameter the parameters of the request by name; null for one that is not there */
    Result apply(UnaryOperator<String> parameter) {
        try {
            return chosen(String.valueOf(parameter.apply("action")), parameter);
        } catch (IllegalArgumentException | IOException e) {
            return Result.refused(String.valueOf(e.getMessage()));
        }
    }

    private Result chosen(String action, UnaryOperator<String> parameter) throws IOException {
        if (action.equals("flush-all")) {
            return sources.findQueue().map(queue -> Result.done(queue.flush() + " messages are due now."))
                    .orElse(Result.away("queue"));
        }
        if (action.equals("filter-mode")) {
            return filterMode(required(parameter, "name"), required(parameter, "mode"));
        }
        if (!ON_MESSAGES.containsKey(action)) {
            return Result.refused("There is no such action.");
        }
        MessageId id = MessageId.parse(required(parameter, "id"));
        return sources.findQueue().map(queue -> message(action, queue, id)).orElse(Result.away("queue"));
    }

    private static String required(UnaryOperator<String> parameter, String name) {
        String value = parameter.apply(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the parameter " + name + " is missing");
        }
        return value;
    }

    private static Result message(String action, Queue queue, MessageId id) {
        boolean done = ON_MESSAGES.get(action).test(queue, id);
        if (done) {
            LOG.info("{} {} in the web console", id, action);
        }
        return done ? Result.done("Done: " + action + " " + id + ".")
                : Result.refused("The queue did not " + action + " " + id
                        + ": it is delivered, being delivered, or not in a state for that.");
    }

    private Result filterMode(String name, String mode) throws IOException {
        if (sources.findFilters().isEmpty()) {
            return Result.away("filter pipeline");
        }
        if (!MODES.contains(mode)) {
            throw new IllegalArgumentException("a mode is enforce, shadow or off");
        }
        Filters filters = sources.filters();
        filters.configure(name, Map.of("mode", mode));
        LOG.info("filter {} mode={} in the web console", name, mode); // a known name: configure refuses others
        return Result.done(name + " is now in mode " + mode + ", for new sessions.");
    }

    /**
     * What came of it.
     *
     * @param message one sentence for whoever asked
     */
    record Result(boolean done, String message) {

        static Result done(String message) {
            return new Result(true, message);
        }

        static Result refused(String message) {
            return new Result(false, message);
        }

        static Result away(String what) {
            return new Result(false, "The " + what + " is not running.");
        }
    }
}
