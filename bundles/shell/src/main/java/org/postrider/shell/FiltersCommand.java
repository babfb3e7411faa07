package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.stream.Collectors;

import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.Filters;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "filters", description = "Lists the filters in the order in which they are called")
public final class FiltersCommand extends ListingCommand {

    @Override
    void run(Services services, PrintStream out) throws Exception {
        List<FilterInfo> filters = services.get(Filters.class).list();
        if (json) {
            out.println(Json.write(filters.stream().map(Views::of).toList()));
            return;
        }
        Table table = new Table("Name", "Version", "Mode", "Phase",
                "Stages", ">Calls", ">Failures", ">Refusals", "Problem")
                .whenEmpty("No filter is installed.");
        filters.forEach(it -> table.row(it.name(), it.version(), it.settings().getOrDefault("mode", ""), it.phase(),
                stages(it), it.calls(), it.failures(), it.refusals(), it.problem()));
        table.print(out);
    }

    static String stages(FilterInfo filter) {
        return filter.stages().stream().sorted().map(Enum::name).collect(Collectors.joining(", "));
    }
}
