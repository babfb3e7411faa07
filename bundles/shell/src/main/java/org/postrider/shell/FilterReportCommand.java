package org.postrider.shell;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.FilterReport;
import org.postrider.api.filter.Filters;
import org.postrider.api.filter.Mode;
import org.postrider.json.Json;
import org.postrider.json.Views;

@Service
@Command(scope = "mail", name = "filter-report",
        description = "Tells what a filter does; of one in shadow, what it would have done")
public final class FilterReportCommand extends ListingCommand {

    private static final Map<String, String> DONE = Map.of("reject", "rejected", "disconnect", "disconnected",
            "defer", "deferred", "quarantine", "quarantined", "hold", "held", "discard", "discarded",
            "accept", "accepted", "pass", "passed");

    @Argument(name = "name", description = "Name of the filter", required = true)
    @Completion(FilterNameCompleter.class)
    String name;

    @Override
    void run(Services services, PrintStream out) throws Exception {
        Filters filters = services.get(Filters.class);
        List<String> names = filters.list().stream().map(FilterInfo::name).toList();
        FilterReport report = filters.report(name)
                .orElseThrow(() -> Failure.of("No filter " + name + "." + Suggestion.among(name, names)));
        if (json) {
            out.println(Json.write(Views.of(report)));
        } else {
            print(report, out);
        }
    }

    private static void print(FilterReport report, PrintStream out) {
        out.printf("%s %s, %s since %s%n", Printable.text(report.name()), Printable.text(report.version()),
                report.mode().name().toLowerCase(Locale.ROOT), Figures.time(report.since()));
        boolean shadow = report.mode() == Mode.SHADOW;
        String would = shadow ? "would have " : "";
        report.wanted().forEach((action, count) -> {
            if (count > 0) {
                line(out, would + DONE.get(action), count, report.calls());
            }
        });
        line(out, would + "edited", report.edited(), report.calls());
        line(out, "failed", report.failed(), report.calls());
        line(out, shadow ? "would have made a difference" : "made a difference", report.different(), report.calls());
    }

    private static void line(PrintStream out, String what, long count, long calls) {
        out.printf(Locale.ROOT, "%s %,d of %,d%n", what, count, calls);
    }
}
