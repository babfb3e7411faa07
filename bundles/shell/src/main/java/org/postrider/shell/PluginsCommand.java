package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.plugin.PluginInfo;
import org.postrider.api.plugin.Plugins;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "plugins", description = "Lists the plugins: those that were installed, and jars in deploy/")
public final class PluginsCommand extends ListingCommand {

    @Override
    void run(Services services, PrintStream out) throws Exception {
        List<PluginInfo> plugins = services.get(Plugins.class).list();
        if (json) {
            out.println(Json.write(plugins.stream().map(Views::of).toList()));
            return;
        }
        Table table = new Table("Name", "Version", "State", "From", "Offers", "Since", "SHA-256", "Problem")
                .whenEmpty("No plugin is installed.");
        plugins.forEach(it -> table.row(it.name(), it.version(), it.state().name().toLowerCase(Locale.ROOT), from(it),
                String.join(", ", it.offers()), Figures.time(it.since()), lock(it), it.problem()));
        table.print(out);
    }

    private static String from(PluginInfo plugin) {
        return plugin.place() == PluginInfo.Place.DEPLOYED ? "deploy/" : "plugins/";
    }

    private static String lock(PluginInfo plugin) {
        if (plugin.state() == PluginInfo.State.DRAINING) {
            return "-";
        }
        return switch (plugin.lock()) {
            case OK -> "ok";
            case CHANGED -> "changed";
            case ABSENT -> "not in the lock";
        };
    }
}
