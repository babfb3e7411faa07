package org.postrider.shell;

import java.io.PrintStream;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.message.Domain;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;

@Service
@Command(scope = "mail", name = "queue-flush", description = "Tries messages now instead of at their next attempt")
public final class QueueFlushCommand extends QueueChange {

    @Option(name = "--domain", description = "All messages for this domain; for @DOMAIN also those for names below it")
    String domain = "";

    @Override
    boolean isSelection() {
        return all || !domain.isEmpty();
    }

    @Override
    void changeAll(Queue queue, PrintStream out) throws CommandException {
        if (all && !domain.isEmpty()) {
            throw Failure.of("Say --all or --domain, not both.");
        }
        out.println(done(all ? queue.flush() : flush(queue)));
    }

    private int flush(Queue queue) {
        boolean below = domain.startsWith("@");
        Domain named = new Domain(below ? domain.substring(1) : domain);
        return queue.flush(it -> below ? it.isWithin(named) : it.equals(named));
    }

    @Override
    boolean change(Queue queue, MessageId id) {
        return queue.flush(id);
    }

    @Override
    String done(long count) {
        return messages(count) + " due now.";
    }

    @Override
    String reason() {
        return "unknown, held or being delivered";
    }
}
