package org.postrider.shell;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.Queue;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.json.Json;
import org.postrider.json.QueuePlace;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "queue-show", description = "Shows one message of the queue")
public final class QueueShowCommand extends ListingCommand {

    @Argument(name = "id", description = "Id of the message", required = true)
    @Completion(QueuedIdCompleter.class)
    String id;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Queue queue = services.get(Queue.class);
        MessageId wanted = MessageId.parse(id);
        QueuedMessage message = queue.find(wanted).orElseThrow(() -> UnknownMessage.inQueue(wanted, services, queue));
        Instant now = Instant.now();
        if (json) {
            out.println(Json.write(Views.of(message, now)));
        } else {
            print(message, now, out);
        }
    }

    private static void print(QueuedMessage message, Instant now, PrintStream out) {
        QueueState state = message.state();
        line(out, "Id", message.id());
        line(out, "State", QueuePlace.of(state, now) + state.hold().map(why -> ": " + why).orElse(""));
        line(out, "Accepted", Figures.time(message.accepted())
                + " (" + Figures.age(Duration.between(message.accepted(), now)) + " ago)");
        line(out, "Size", Figures.size(message.size()));
        line(out, "Sender", "<" + message.envelope().reversePath() + ">");
        state.pending().forEach(it -> line(out, "Recipient", "<" + it.address() + "> " + it.parameters()));
        line(out, "Done", message.envelope().recipients().size() - state.pending().size()
                + " of " + message.envelope().recipients().size() + " recipients");
        line(out, "Attempts", state.attempts());
        line(out, "Next attempt", Figures.time(state.nextAttempt()));
        line(out, "Last reply", state.lastReply());
    }

    private static void line(PrintStream out, String name, Object value) {
        out.printf("%-13s %s%n", name, Printable.text(value.toString()).replace(" {}", ""));
    }
}
