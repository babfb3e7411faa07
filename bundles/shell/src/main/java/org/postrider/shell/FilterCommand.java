package org.postrider.shell;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.CommandException;
import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.Filters;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "filter", description = "Shows a filter, or changes its settings for new sessions")
public final class FilterCommand extends ListingCommand {

    @Argument(index = 0, name = "name", description = "Name of the filter", required = true)
    @Completion(FilterNameCompleter.class)
    String name;

    @Argument(index = 1, name = "settings", multiValued = true,
            description = "key=value, e.g. mode=shadow deadline=20s; "
            + "keys are mode, onFailure, deadline, concurrency, after, before; key= takes an override back")
    @Completion(FilterSettingCompleter.class)
    List<String> settings = List.of();

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Filters filters = services.get(Filters.class);
        FilterInfo before = find(filters);
        if (!settings.isEmpty()) {
            filters.configure(before.name(), changes());
        }
        FilterInfo filter = find(filters);
        if (json) {
            out.println(Json.write(Views.of(filter)));
        } else {
            print(filter, out);
        }
    }

    private FilterInfo find(Filters filters) throws CommandException {
        List<FilterInfo> all = filters.list();
        List<String> names = all.stream().map(FilterInfo::name).toList();
        return all.stream().filter(it -> it.name().equals(name)).findFirst()
                .orElseThrow(() -> Failure.of("No filter " + name + "." + Suggestion.among(name, names)));
    }

    private Map<String, String> changes() {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("a setting is key=value, not " + setting);
            }
            changes.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return changes;
    }

    private static void print(FilterInfo filter, PrintStream out) {
        line(out, "Name", filter.name());
        line(out, "Bundle", filter.bundle() + " " + filter.version());
        line(out, "Phase", filter.phase().toString());
        line(out, "Stages", FiltersCommand.stages(filter));
        line(out, "Listeners", filter.listeners().isEmpty() ? "all" : String.join(", ", filter.listeners()));
        line(out, "Calls", filter.calls() + ", failures " + filter.failures() + ", refusals " + filter.refusals());
        if (!filter.problem().isEmpty()) {
            line(out, "Problem", filter.problem());
        }
        new TreeMap<>(filter.settings()).forEach((key, value) ->
                line(out, key, value + (filter.overridden().contains(key) ? "  (overridden)" : "")));
    }

    private static void line(PrintStream out, String name, String value) {
        out.printf("%-12s %s%n", Printable.text(name), Printable.text(value));
    }
}
