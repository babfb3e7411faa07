package org.postrider.shell;

import java.io.PrintStream;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.plugin.Plugins;

@Service
@Command(scope = "mail", name = "plugin-undo",
        description = "Takes the last mail:plugin-install or mail:plugin-remove back; once, also after a restart")
public final class PluginUndoCommand extends MailCommand {

    @Override
    void run(Services services, PrintStream out) throws Exception {
        PlanText.print(services.get(Plugins.class).undo(), out);
    }
}
