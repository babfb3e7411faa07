package org.postrider.shell;

import java.util.List;
import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.osgi.framework.BundleContext;

/** Offers names of things that are there now; offers nothing while the service that knows them is away. */
abstract class NameCompleter implements Completer {

    static final int MOST = 500;

    @Reference
    private BundleContext context;

    @Override
    public final int complete(Session session, CommandLine line, List<String> candidates) {
        try (Services services = new Services(context)) {
            return complete(services, line, candidates);
        }
    }

    final int complete(Services services, CommandLine line, List<String> candidates) {
        List<String> names = names(services, line).limit(MOST).toList();
        return new StringsCompleter(names, true).complete(null, line, candidates);
    }

    /** All names that may stand here; those that do not fit what was typed are left out later. */
    abstract Stream<String> names(Services services, CommandLine line);
}
