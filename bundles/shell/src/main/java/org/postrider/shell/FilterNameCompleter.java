package org.postrider.shell;

import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.postrider.api.filter.Filters;

/** Names of filters. */
@Service
public final class FilterNameCompleter extends NameCompleter {

    @Override
    Stream<String> names(Services services, CommandLine line) {
        return services.find(Filters.class).stream()
                .flatMap(filters -> filters.list().stream()).map(it -> it.name());
    }
}
