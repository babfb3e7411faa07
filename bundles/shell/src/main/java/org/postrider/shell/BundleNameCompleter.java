package org.postrider.shell;

import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;

/** Symbolic names of bundles. */
@Service
public final class BundleNameCompleter extends NameCompleter {

    @Override
    Stream<String> names(Services services, CommandLine line) {
        return BundleName.all(services.context()).stream();
    }
}
