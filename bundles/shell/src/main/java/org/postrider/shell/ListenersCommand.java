package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.api.smtp.Listeners;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "listeners", description = "Lists the listeners: where clients can connect")
public final class ListenersCommand extends ListingCommand {

    @Override
    void run(Services services, PrintStream out) throws Exception {
        List<ListenerInfo> listeners = services.get(Listeners.class).list();
        if (json) {
            out.println(Json.write(listeners.stream().map(Views::of).toList()));
            return;
        }
        Table table = new Table("Name", "Role", "Address", "State",
                ">Sessions", ">Accepted", ">Refused", "Engines", "Problem")
                .whenEmpty("No listener is configured: there is no etc/org.postrider.listener-<name>.cfg.");
        for (ListenerInfo it : listeners) {
            table.row(it.name(), it.role(), it.place(), it.state(), it.sessions(), it.accepted(),
                    it.refused(), String.join(", ", it.engines()), it.problem());
        }
        table.print(out);
    }
}
