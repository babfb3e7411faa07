package org.postrider.shell;

import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.postrider.api.directory.Directory;

/** Addresses of accounts. */
@Service
public final class AccountCompleter extends NameCompleter {

    @Override
    Stream<String> names(Services services, CommandLine line) {
        return services.find(Directory.class).stream()
                .flatMap(directory -> directory.domains().stream()
                        .flatMap(it -> directory.accounts(it.domain()).stream()))
                .map(it -> it.address().toString());
    }
}
