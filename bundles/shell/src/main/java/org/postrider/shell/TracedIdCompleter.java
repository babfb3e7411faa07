package org.postrider.shell;

import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.postrider.api.trace.Traces;

/** Ids of the latest traces. */
@Service
public final class TracedIdCompleter extends NameCompleter {

    @Override
    Stream<String> names(Services services, CommandLine line) {
        return services.find(Traces.class).stream()
                .flatMap(traces -> traces.latest(MOST).stream()).map(it -> it.id().toString());
    }
}
