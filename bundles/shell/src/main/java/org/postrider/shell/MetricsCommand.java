package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.metrics.Metrics;
import org.postrider.api.metrics.Reading;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "metrics", description = "Shows counters, gauges and timers")
public final class MetricsCommand extends ListingCommand {

    @Argument(name = "prefix", description = "Only those whose name starts so, e.g. smtp.")
    String prefix = "";

    @Override
    void run(Services services, PrintStream out) throws Exception {
        List<Reading> readings = services.get(Metrics.class).read().stream()
                .filter(it -> it.name().startsWith(prefix)).toList();
        if (json) {
            out.println(Json.write(readings.stream().map(Views::of).toList()));
            return;
        }
        Table table = new Table("Name", "Kind", ">Value", "Detail", "Description")
                .whenEmpty("Nothing is counted there.");
        readings.forEach(it -> table.row(it.name(), it.kind(), value(it.value()), it.detail(), it.description()));
        table.print(out);
    }

    private static String value(double value) {
        return value == Math.rint(value) ? String.format(Locale.ROOT, "%.0f", value) : String.valueOf(value);
    }
}
