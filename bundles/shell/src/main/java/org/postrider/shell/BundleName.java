package org.postrider.shell;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.apache.karaf.shell.support.CommandException;
import org.osgi.framework.BundleContext;

/** Bundles as people name them: {@code smtp-server} is {@code org.postrider.smtp.server}. */
final class BundleName {

    private static final String OURS = "org.postrider.";

    private BundleName() {}

    /** @throws CommandException in words if no bundle has this name */
    static String of(String typed, BundleContext context) throws CommandException {
        List<String> names = all(context);
        return Stream.of(typed, OURS + typed, OURS + typed.replace('-', '.')).filter(names::contains).findFirst()
                .orElseThrow(() -> Failure.of("No bundle " + typed + "." + Suggestion.among(typed, names)));
    }

    static List<String> all(BundleContext context) {
        return Arrays.stream(context.getBundles()).map(it -> it.getSymbolicName()).filter(it -> it != null)
                .distinct().sorted().toList();
    }
}
