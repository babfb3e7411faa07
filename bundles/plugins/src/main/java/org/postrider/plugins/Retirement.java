package org.postrider.plugins;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

import org.osgi.framework.Bundle;
import org.postrider.api.plugin.Generations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes bundles out of use: with time for what began with them, if there is somebody who sees to that. */
final class Retirement {

    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

    /** What is stopped at once is kept for a while, for classes that are still needed. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final Surroundings surroundings;
    private final PluginBundles bundles;

    Retirement(Surroundings surroundings, PluginBundles bundles) {
        this.surroundings = surroundings;
        this.bundles = bundles;
    }

    /** Does not fail: what is out of the lock file does not come back. Says in words what an administrator may have to do. */
    Optional<String> retire(Bundle bundle) {
        String label = bundle.getSymbolicName() + " " + bundle.getVersion();
        try {
            Optional<Generations> generations = surroundings.generations();
            if (generations.isPresent()) {
                generations.get().retire(bundle.getBundleId(), Duration.ofSeconds(surroundings.settings().drain()));
            } else {
                bundles.uninstall(bundle);
            }
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} did not end: {}", label, e.toString(), e);
            return Optional.of(label + " did not end: " + e.getMessage() + "; it is gone after a restart");
        }
    }

    /** Returns when it is gone. @throws IOException if that takes too long */
    void end(Bundle bundle) throws IOException {
        Optional<Generations> generations = surroundings.generations();
        if (generations.isEmpty()) {
            bundles.uninstall(bundle);
            return;
        }
        String what = "the end of " + bundle.getSymbolicName() + " " + bundle.getVersion();
        TimedCall.of(surroundings.patience().plus(GRACE), what, () -> generations.get()
                .retire(bundle.getBundleId(), Duration.ZERO).toCompletableFuture().get());
    }
}
