package org.postrider.shell;

import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.postrider.api.queue.Queue;

/** Ids of messages in the queue. */
@Service
public final class QueuedIdCompleter extends NameCompleter {

    @Override
    Stream<String> names(Services services, CommandLine line) {
        return services.find(Queue.class).stream()
                .flatMap(queue -> queue.list(MOST).stream()).map(it -> it.id().toString());
    }
}
