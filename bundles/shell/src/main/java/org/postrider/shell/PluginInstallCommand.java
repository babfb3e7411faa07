package org.postrider.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.plugin.PluginChange;
import org.postrider.api.plugin.PluginDraft;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.api.plugin.Plugins;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "plugin-install", description = "Shows what the file of a plugin would do, asks,"
        + " and installs it while mail flows; takes it back if it does not work")
public final class PluginInstallCommand extends ListingCommand {

    @Argument(name = "file", description = "Whole path of a file, or a URL", required = true)
    String file;

    @Option(name = "--sha256", description = "What the file has to hash to; needed for http:")
    String sha256;

    @Option(name = "--yes", description = "Do not ask; needed where there is no terminal, and with --json")
    boolean yes;

    @Reference
    Session session;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        try (PluginDraft draft =
                services.get(Plugins.class).open(PluginSource.of(file), Optional.ofNullable(sha256))) {
            PluginPlan plan = draft.plan();
            if (!json) {
                PlanText.print(plan, out);
            }
            if (!plan.isFine()) {
                refuse(plan, out);
            }
            confirm(out);
            print(plan, draft.install(), out);
        }
    }

    private void refuse(PluginPlan plan, PrintStream out) throws CommandException {
        if (json) {
            out.println(Json.write(view(plan)));
        }
        throw Failure.of(json ? "" : PlanText.judgement(plan));
    }

    private void confirm(PrintStream out) throws IOException, CommandException {
        if (yes) {
            return;
        }
        if (json || session.getTerminal() == null) {
            throw Failure.of("Nobody can be asked here: say --yes. Nothing was installed.");
        }
        out.flush();
        String answer = session.readLine("Install it? [y/N] ", null);
        if (answer == null || !answer.strip().matches("(?i)y|yes")) {
            throw Failure.of("Nothing was installed.");
        }
    }

    private void print(PluginPlan plan, PluginChange change, PrintStream out) {
        if (json) {
            Map<String, Object> view = view(plan);
            view.put("change", Views.of(change));
            out.println(Json.write(view));
        } else {
            PlanText.print(change, out);
        }
    }

    private static Map<String, Object> view(PluginPlan plan) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("plan", Views.of(plan));
        return view;
    }
}
