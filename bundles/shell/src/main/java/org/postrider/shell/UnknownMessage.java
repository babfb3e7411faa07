package org.postrider.shell;

import java.util.List;

import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;
import org.postrider.api.trace.Traces;

/** Says that a message is not there, and where to look instead. */
final class UnknownMessage {

    private static final int LOOKED_AT = 1_000;

    private UnknownMessage() {}

    static CommandException inQueue(MessageId id, Services services, Queue queue) {
        boolean traced = services.find(Traces.class).flatMap(traces -> traces.find(id)).isPresent();
        List<String> known = queue.list(LOOKED_AT).stream().map(it -> it.id().toString()).toList();
        return Failure.of("No message " + id + " in the queue."
                + (traced ? " mail:trace " + id + " tells what became of it."
                : Suggestion.among(id.toString(), known)));
    }

    static CommandException inTraces(MessageId id, Services services, Traces traces) {
        boolean queued = services.find(Queue.class).flatMap(queue -> queue.find(id)).isPresent();
        List<String> known = traces.latest(LOOKED_AT).stream().map(it -> it.id().toString()).toList();
        return Failure.of("No trace of " + id + "; it is unknown or too old."
                + (queued ? " mail:queue-show " + id + " shows the message." : Suggestion.among(id.toString(), known)));
    }
}
