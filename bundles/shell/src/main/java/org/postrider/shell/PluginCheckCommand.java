package org.postrider.shell;

import java.io.PrintStream;
import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.plugin.PluginDraft;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.api.plugin.Plugins;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "plugin-check",
        description = "Says whether the file of a plugin can be installed, and what that would do; installs nothing")
public final class PluginCheckCommand extends ListingCommand {

    @Argument(name = "file", description = "Whole path of a file, or a URL", required = true)
    String file;

    @Option(name = "--sha256", description = "What the file has to hash to; needed for http:")
    String sha256;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        try (PluginDraft draft =
                services.get(Plugins.class).open(PluginSource.of(file), Optional.ofNullable(sha256))) {
            PluginPlan plan = draft.plan();
            if (json) {
                out.println(Json.write(Views.of(plan)));
            } else {
                PlanText.print(plan, out);
            }
            if (!plan.isFine()) {
                throw Failure.of(json ? "" : PlanText.judgement(plan));
            }
            if (!json) {
                out.println(PlanText.judgement(plan));
            }
        }
    }
}
