package org.postrider.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;

@Service
@Command(scope = "mail", name = "queue-hold", description = "Keeps messages back until mail:queue-release")
public final class QueueHoldCommand extends QueueChange {

    @Option(name = "--reason", description = "Why; shown in mail:queue", valueToShowInHelp = "held by an administrator")
    String why = "held by an administrator";

    @Override
    boolean change(Queue queue, MessageId id) {
        return queue.hold(id, why);
    }

    @Override
    String done(long count) {
        return messages(count) + " held.";
    }

    @Override
    String reason() {
        return "unknown or being delivered";
    }
}
