package org.postrider.shell;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;

/** A command that changes messages of the queue: those that are named, or all. */
abstract class QueueChange extends MailCommand {

    private static final int ALL = 100_000;

    @Argument(name = "id", description = "Ids of messages", multiValued = true)
    @Completion(QueuedIdCompleter.class)
    List<String> ids = List.of();

    @Option(name = "--all", description = "All messages of the queue")
    boolean all;

    @Override
    final void run(Services services, PrintStream out) throws Exception {
        if (isSelection() != ids.isEmpty()) {
            throw Failure.of("Name the ids of messages, or say --all; mail:queue lists them.");
        }
        Queue queue = services.get(Queue.class);
        if (isSelection()) {
            changeAll(queue, out);
        } else {
            changeNamed(queue, out);
        }
    }

    /** Whether options say which messages are meant. */
    boolean isSelection() {
        return all;
    }

    private void changeNamed(Queue queue, PrintStream out) throws CommandException {
        List<MessageId> named = ids.stream().map(MessageId::parse).toList();
        List<String> refused = new ArrayList<>();
        for (MessageId id : named) {
            if (!change(queue, id)) {
                refused.add(id.toString());
            }
        }
        out.println(done(named.size() - refused.size()));
        if (!refused.isEmpty()) {
            throw Failure.of("Not done for " + String.join(", ", refused) + ": " + reason() + ".");
        }
    }

    /** Changes all messages that options say; one by one unless the queue has a way of its own. */
    void changeAll(Queue queue, PrintStream out) throws CommandException {
        long changed = queue.list(ALL).stream().filter(it -> change(queue, it.id())).count();
        out.println(done(changed));
    }

    /** Changes one message; false if the queue did not. */
    abstract boolean change(Queue queue, MessageId id);

    /** What was done to so many messages, in words. */
    abstract String done(long count);

    /** Why the queue may have refused, in words. */
    abstract String reason();

    static String messages(long count) {
        return count == 1 ? "1 message" : count + " messages";
    }
}
