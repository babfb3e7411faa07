package org.postrider.shell;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;
import org.osgi.resource.Requirement;
import org.postrider.api.plugin.Generation;
import org.postrider.api.plugin.Generations;

/** Which bundles do not run, and what they lack. */
final class BundleExamination implements Examination {

    private static final Map<Integer, String> STATES = Map.of(Bundle.INSTALLED, "it is installed but not resolved",
            Bundle.RESOLVED, "it is not started", Bundle.STARTING, "it is starting", Bundle.STOPPING, "it is stopping");

    @Override
    public void examine(Services services, Report report) {
        BundleContext context = services.context();
        Set<Long> leaving = leaving(services);
        List<Bundle> idle = Arrays.stream(context.getBundles()).filter(BundleExamination::isIdle)
                .filter(it -> !leaving.contains(it.getBundleId())).toList();
        idle.forEach(it -> report(it, context.getBundle(0).adapt(FrameworkWiring.class), report));
        if (idle.isEmpty()) {
            report.fine(context.getBundles().length + " bundles are active");
        }
    }

    /** Old versions, which are stopped for a while before they are removed. */
    private static Set<Long> leaving(Services services) {
        return services.find(Generations.class).stream().flatMap(it -> it.list().stream())
                .filter(it -> it.state() != Generation.State.CURRENT).map(Generation::bundle).collect(Collectors.toSet());
    }

    /** A fragment is never active, and a lazy bundle waits in STARTING for its first class to be loaded. */
    private static boolean isIdle(Bundle bundle) {
        boolean lazy = bundle.getState() == Bundle.STARTING
                && bundle.getHeaders().get(Constants.BUNDLE_ACTIVATIONPOLICY) != null;
        return bundle.getState() != Bundle.ACTIVE && !lazy && !isResolvedFragment(bundle);
    }

    private static boolean isResolvedFragment(Bundle bundle) {
        return bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null && bundle.getState() == Bundle.RESOLVED;
    }

    private static void report(Bundle bundle, FrameworkWiring wiring, Report report) {
        String subject = "bundle " + bundle.getSymbolicName() + " " + bundle.getVersion();
        String text = STATES.getOrDefault(bundle.getState(), "state " + bundle.getState());
        List<String> lacks = bundle.getState() == Bundle.INSTALLED ? lacks(bundle, wiring) : List.of();
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null || !isWanted(bundle)) {
            report.note(subject, text, "bundle:start " + bundle.getBundleId() + " starts it");
        } else {
            report.problem(subject, lacks.isEmpty() ? text : text + ": nothing provides " + String.join(", ", lacks),
                    lacks.isEmpty() ? "bundle:start " + bundle.getBundleId() + " says why"
                            : "install what provides it, then bundle:start " + bundle.getBundleId());
        }
    }

    /** Somebody who stops a bundle by hand knows; ours are always wanted. */
    private static boolean isWanted(Bundle bundle) {
        return bundle.getSymbolicName().startsWith("org.postrider.")
                || bundle.adapt(BundleStartLevel.class).isPersistentlyStarted();
    }

    private static List<String> lacks(Bundle bundle, FrameworkWiring wiring) {
        return bundle.adapt(BundleRevision.class).getRequirements(null).stream()
                .filter(BundleExamination::isNeeded)
                .filter(it -> wiring.findProviders(it).isEmpty())
                .map(it -> Objects.requireNonNullElse(
                        it.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE), it.getNamespace()))
                .toList();
    }

    private static boolean isNeeded(Requirement requirement) {
        Map<String, String> directives = requirement.getDirectives();
        return !Namespace.RESOLUTION_OPTIONAL.equals(directives.get(Namespace.REQUIREMENT_RESOLUTION_DIRECTIVE))
                && !"active".equals(directives.get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE));
    }
}
