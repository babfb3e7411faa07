package org.postrider.shell;

import java.io.PrintStream;
import java.util.Locale;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.queue.Spool;
import org.postrider.api.queue.SpoolStatus;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "spool",
        description = "Shows the spool: whether it takes messages, and how much it holds")
public final class SpoolCommand extends ListingCommand {

    @Override
    void run(Services services, PrintStream out) throws Exception {
        SpoolStatus status = services.get(Spool.class).status();
        if (json) {
            out.println(Json.write(Views.of(status)));
            return;
        }
        Table table = new Table("Accepting", ">Messages", ">On disk", ">Segments", ">Commits", ">Forces",
                ">Per force", "Problem");
        table.row(status.accepting() ? "yes" : "NO", status.messages(), Figures.size(status.bytes()), status.segments(),
                status.commits(), status.forces(), perForce(status), status.problem());
        table.print(out);
    }

    private static String perForce(SpoolStatus status) {
        return status.forces() == 0 ? "-"
                : String.format(Locale.ROOT, "%.1f", (double) status.commits() / status.forces());
    }
}
