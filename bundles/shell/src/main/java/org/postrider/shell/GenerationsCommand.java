package org.postrider.shell;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.plugin.Generation;
import org.postrider.api.plugin.Generations;
import org.postrider.json.GenerationViews;
import org.postrider.json.Json;

@Service
@Command(scope = "mail", name = "generations",
        description = "Lists versions of bundles that are being replaced, and who still uses them")
public final class GenerationsCommand extends ListingCommand {

    @Override
    void run(Services services, PrintStream out) throws Exception {
        List<Generation> all = services.get(Generations.class).list();
        Instant now = Instant.now();
        if (json) {
            out.println(Json.write(all.stream().map(it -> GenerationViews.of(it, now)).toList()));
            return;
        }
        Table table = new Table("Bundle", "Version", "State", ">Sessions", ">For", ">Stopped in")
                .whenEmpty("No version is being replaced.");
        all.forEach(it -> table.row(it.name(), it.version(), it.state().name().toLowerCase(Locale.ROOT),
                it.sessions() < 0 ? "-" : it.sessions(), Figures.age(it.age(now)),
                it.deadline().map(end -> Figures.age(Duration.between(now, end))).orElse("-")));
        table.print(out);
    }
}
