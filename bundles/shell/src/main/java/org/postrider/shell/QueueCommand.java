package org.postrider.shell;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.QueueStatus;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.json.Json;
import org.postrider.json.QueuePlace;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "queue", description = "Lists the messages that are not yet delivered, oldest first")
public final class QueueCommand extends ListingCommand {

    private static final int ADDRESS = 36;
    private static final int REPLY = 60;

    @Option(name = "--limit", aliases = "-n", description = "List at most so many messages", valueToShowInHelp = "50")
    int limit = 50;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Queue queue = services.get(Queue.class);
        List<QueuedMessage> messages = queue.list(Limit.check(limit));
        Instant now = Instant.now();
        if (json) {
            out.println(Json.write(Map.of("status", Views.of(queue.status()),
                    "messages", messages.stream().map(it -> Views.of(it, now)).toList())));
            return;
        }
        table(messages, now).print(out);
        summary(queue.status(), messages.size(), out);
    }

    private static Table table(List<QueuedMessage> messages, Instant now) {
        Table table = new Table("Id", ">Age", ">Size", "Sender", "Recipients", "State", ">Tries", "Next", "Last reply")
                .whenEmpty("The queue is empty.");
        for (QueuedMessage it : messages) {
            QueuePlace place = QueuePlace.of(it.state(), now);
            table.row(it.id(), Figures.age(Duration.between(it.accepted(), now)), Figures.size(it.size()),
                    Printable.brief("<" + it.envelope().reversePath() + ">", ADDRESS),
                    Printable.brief(recipients(it.state().pending()), ADDRESS), place,
                    it.state().attempts(), next(it, place, now),
                    Printable.brief(it.state().hold().orElse(it.state().lastReply()), REPLY));
        }
        return table;
    }

    private static String recipients(List<Recipient> pending) {
        String first = pending.get(0).address().toString();
        return pending.size() == 1 ? first : first + " +" + (pending.size() - 1);
    }

    private static String next(QueuedMessage message, QueuePlace place, Instant now) {
        return switch (place) {
            case HELD -> "-";
            case DUE -> "now";
            case DEFERRED -> "in " + Figures.age(Duration.between(now, message.state().nextAttempt()));
        };
    }

    private static void summary(QueueStatus status, int shown, PrintStream out) {
        if (status.total() > 0) {
            out.printf("%d messages (%d shown): %d being delivered, %d deferred, %d held%n",
                    status.total(), shown, status.active(), status.deferred(), status.held());
        }
    }
}
