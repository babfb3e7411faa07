package org.postrider.shell;

import java.io.PrintStream;
import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.plugin.Plugins;

@Service
@Command(scope = "mail", name = "plugin-remove", description = "Removes a plugin that was installed; sessions that began with it"
        + " end with it. mail:plugin-undo takes it back")
public final class PluginRemoveCommand extends MailCommand {

    @Argument(index = 0, name = "name", description = "Symbolic name of its bundle", required = true)
    @Completion(PluginNameCompleter.class)
    String name;

    @Argument(index = 1, name = "version", description = "Its version; needed if there are several")
    @Completion(PluginVersionCompleter.class)
    String version;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        PlanText.print(services.get(Plugins.class).remove(name, Optional.ofNullable(version)), out);
    }
}
