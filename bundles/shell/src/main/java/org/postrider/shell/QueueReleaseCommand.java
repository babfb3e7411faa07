package org.postrider.shell;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;

@Service
@Command(scope = "mail", name = "queue-release", description = "Ends the hold of messages and tries them now")
public final class QueueReleaseCommand extends QueueChange {

    @Override
    boolean change(Queue queue, MessageId id) {
        return queue.release(id);
    }

    @Override
    String done(long count) {
        return messages(count) + " released.";
    }

    @Override
    String reason() {
        return "unknown or not held";
    }
}
