package org.postrider.shell;

import java.io.PrintStream;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;

@Service
@Command(scope = "mail", name = "queue-flush", description = "Tries messages now instead of at their next attempt")
public final class QueueFlushCommand extends QueueChange {

    @Override
    void changeAll(Queue queue, PrintStream out) {
        out.println(done(queue.flush()));
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
