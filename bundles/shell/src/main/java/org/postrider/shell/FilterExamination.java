package org.postrider.shell;

import java.util.List;

import org.postrider.api.filter.FilterInfo;
import org.postrider.api.filter.Filters;

/** Whether every filter that is to run does. */
final class FilterExamination implements Examination {

    @Override
    public void examine(Services services, Report report) {
        services.find(Filters.class).map(Filters::list).ifPresent(it -> examine(it, report));
    }

    private static void examine(List<FilterInfo> filters, Report report) {
        List<FilterInfo> troubled = filters.stream().filter(it -> !it.problem().isEmpty()).toList();
        troubled.forEach(it -> report.problem("filter " + it.name(), it.problem(),
                "mail:filter " + it.name() + " shows it"));
        if (troubled.isEmpty()) {
            report.fine(filters.size() + " filters are in order");
        }
    }
}
