package org.postrider.generations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.postrider.api.plugin.PluginPlan;
import org.postrider.api.plugin.PluginProblem;
import org.postrider.api.plugin.UpgradeRequest;

/** Whether a file may take the place of what runs. */
final class Fitness {

    /** What there can only be one of: a second one would be another truth, or another owner of the same files and ports. */
    private static final Map<String, String> ALONE = Map.of(
            "org.postrider.api.queue.Spool", "the spool",
            "org.postrider.api.queue.Queue", "the queue",
            "org.postrider.api.smtp.Listeners", "the listeners",
            "org.postrider.api.filter.Filters", "the filter pipeline",
            "org.postrider.api.metrics.Metrics", "the metrics",
            "org.postrider.api.plugin.Plugins", "the plugins",
            "org.postrider.api.plugin.Upgrades", "the upgrades");

    private static final String PLUGIN = "postrider-plugin:"; // locations of what is in the lock file

    private Fitness() {}

    /** @throws IllegalArgumentException if it may not; the message says why */
    static void check(UpgradeRequest request, List<Bundle> running) {
        PluginPlan plan = request.plan();
        require(!running.isEmpty(), "there is no bundle " + request.bundle() + " that runs");
        require(running.stream().noneMatch(it -> it.getLocation().startsWith(PLUGIN)), request.bundle()
                + " is a plugin of plugins/: mail:plugin-install " + request.file() + " replaces it in the same way");
        require(!plan.isFine() || plan.name().equals(request.bundle()),
                "the file is " + plan.name() + " " + plan.version() + ", not a version of " + request.bundle());
        require(plan.isFine(), "the file cannot be installed: " + (plan.refreshes().isEmpty() ? problems(plan)
                : "it would start others anew: " + String.join(", ", plan.refreshes())));
        owned(running).ifPresent(what -> {
            throw new IllegalArgumentException(request.bundle() + " keeps " + what
                    + ", of which there is one: it cannot run twice, stop the server to replace it");
        });
        running.forEach(it -> newer(Version.parseVersion(plan.version()), it, request.older()));
    }

    private static void newer(Version version, Bundle running, boolean older) {
        int order = version.compareTo(running.getVersion());
        require(order != 0, running.getSymbolicName() + " " + version + " runs already");
        require(order > 0 || older, running.getSymbolicName() + " " + version + " is older than " + running.getVersion()
                + ", which runs; --force takes it");
    }

    private static Optional<String> owned(List<Bundle> running) {
        return running.stream().flatMap(Health::services).flatMap(it -> Optional.ofNullable(ALONE.get(it)).stream())
                .findFirst();
    }

    private static String problems(PluginPlan plan) {
        return plan.problems().stream().map(PluginProblem::text).collect(Collectors.joining("; "));
    }

    private static void require(boolean met, String otherwise) {
        if (!met) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
