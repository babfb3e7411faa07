package org.postrider.shell;

import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.plugin.Generations;
import org.postrider.api.plugin.PluginDraft;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.api.plugin.Plugins;
import org.postrider.api.plugin.Upgrade;
import org.postrider.api.plugin.UpgradeRequest;
import org.postrider.api.plugin.Upgrades;
import org.postrider.json.GenerationViews;
import org.postrider.json.Json;

@Service
@Command(scope = "mail", name = "upgrade",
        description = "Starts another version of a bundle beside the one that runs, and lets the old one end with its sessions")
public final class UpgradeCommand extends ListingCommand {

    private static final int LONGEST_DRAIN = 86_400;

    @Argument(index = 0, name = "bundle", description = "Symbolic name; of ours also as smtp-server", required = true)
    @Completion(BundleNameCompleter.class)
    String bundle;

    @Argument(index = 1, name = "file", description = "Whole path of its other version", required = true)
    String file;

    @Option(name = "--force", description = "Also if the file's version is older than the one that runs")
    boolean force;

    @Option(name = "--drain", description = "Seconds that sessions of the old version may go on; 0 to 86400")
    Integer drain;

    @Option(name = "--wait", description = "Return when the old version is uninstalled; shows how many sessions it has")
    boolean wait;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Optional<Duration> time = Optional.ofNullable(drain).map(UpgradeCommand::checked);
        String name = BundleName.of(bundle, services.context());
        URI source = PluginSource.of(file);
        if (!"file".equals(source.getScheme())) {
            throw new IllegalArgumentException("an upgrade is a file of this machine, not " + file);
        }
        PluginPlan plan = judged(services, source, out);
        Upgrade upgrade = services.get(Upgrades.class)
                .begin(new UpgradeRequest(name, Path.of(source), plan, force, time));
        if (!json) {
            out.println(Printable.text(told(upgrade)));
        }
        OptionalInt left = wait ? new DrainWatch(services.get(Generations.class), upgrade).await(json ? line -> { } : out::println)
                : OptionalInt.empty();
        if (json) {
            out.println(Json.write(GenerationViews.of(upgrade, left)));
        }
    }

    private static Duration checked(int seconds) {
        if (seconds < 0 || seconds > LONGEST_DRAIN) {
            throw new IllegalArgumentException("--drain is 0 to " + LONGEST_DRAIN + " seconds, not " + seconds);
        }
        return Duration.ofSeconds(seconds);
    }

    private PluginPlan judged(Services services, URI source, PrintStream out) throws Exception {
        try (PluginDraft draft = services.get(Plugins.class).open(source, Optional.empty())) {
            PluginPlan plan = draft.plan();
            if (!plan.isFine()) {
                refuse(plan, out);
            }
            return plan;
        }
    }

    private void refuse(PluginPlan plan, PrintStream out) throws CommandException {
        if (!json) {
            PlanText.print(plan, out);
        }
        throw Failure.of(PlanText.judgement(plan));
    }

    private static String told(Upgrade upgrade) {
        return upgrade.name() + " " + upgrade.version() + " serves. " + String.join(", ", upgrade.replaced())
                + " ends with its sessions, at the latest in " + Figures.age(upgrade.drain()) + ".";
    }
}
