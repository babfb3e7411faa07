package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.message.MessageId;
import org.postrider.api.trace.Trace;
import org.postrider.api.trace.Traces;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "trace",
        description = "Tells why a message was treated as it was; without an id the latest")
public final class TraceCommand extends ListingCommand {

    private static final int ADDRESS = 36;
    private static final int OUTCOME = 60;

    @Argument(name = "id", description = "The id that the client was told")
    @Completion(TracedIdCompleter.class)
    String id;

    @Option(name = "--limit", aliases = "-n", description = "List at most so many traces", valueToShowInHelp = "20")
    int limit = 20;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Traces traces = services.get(Traces.class);
        if (id == null) {
            list(traces.latest(Limit.check(limit)), out);
        } else {
            show(services, traces, out);
        }
    }

    private void show(Services services, Traces traces, PrintStream out) throws CommandException {
        MessageId wanted = MessageId.parse(id);
        Trace trace = traces.find(wanted).orElseThrow(() -> UnknownMessage.inTraces(wanted, services, traces));
        if (json) {
            out.println(Json.write(Views.of(trace)));
        } else {
            new Story(trace).print(out);
        }
    }

    private void list(List<Trace> traces, PrintStream out) {
        if (json) {
            out.println(Json.write(traces.stream().map(Views::of).toList()));
            return;
        }
        Table table = new Table("Id", "Time", "Listener", "Client", "Sender", "Recipients", "Outcome")
                .whenEmpty("No trace yet.");
        traces.forEach(it -> table.row(it.id(), Figures.time(it.at()), it.listener(), it.client(),
                Printable.brief("<" + it.sender() + ">", ADDRESS),
                Printable.brief(recipients(it.recipients()), ADDRESS),
                Printable.brief(it.outcome(), OUTCOME)));
        table.print(out);
    }

    private static String recipients(List<String> recipients) {
        return recipients.size() < 2
                ? String.join("", recipients) : recipients.get(0) + " +" + (recipients.size() - 1);
    }
}
