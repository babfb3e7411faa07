package org.postrider.shell;

import java.io.PrintStream;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;

@Service
@Command(scope = "mail", name = "queue-remove",
        description = "Removes messages for good; their senders are not told")
public final class QueueRemoveCommand extends QueueChange {

    @Option(name = "--force", description = "Needed for --all")
    boolean force;

    @Override
    void changeAll(Queue queue, PrintStream out) throws CommandException {
        if (!force) {
            throw Failure.of("This would remove " + messages(queue.status().total())
                    + " for good, and nobody would be told. If that is wanted: mail:queue-remove --all --force");
        }
        super.changeAll(queue, out);
    }

    @Override
    boolean change(Queue queue, MessageId id) {
        return queue.remove(id);
    }

    @Override
    String done(long count) {
        return messages(count) + " removed.";
    }

    @Override
    String reason() {
        return "unknown or being delivered";
    }
}
