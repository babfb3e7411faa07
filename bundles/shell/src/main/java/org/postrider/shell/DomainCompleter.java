package org.postrider.shell;

import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.postrider.api.directory.Directory;

/** Our domains. */
@Service
public final class DomainCompleter extends NameCompleter {

    @Override
    Stream<String> names(Services services, CommandLine line) {
        return services.find(Directory.class).stream()
                .flatMap(directory -> directory.domains().stream()).map(it -> it.domain().toString());
    }
}
