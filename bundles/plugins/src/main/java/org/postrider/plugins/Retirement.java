package org.postrider.plugins;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.osgi.framework.Bundle;
import org.postrider.api.plugin.Generations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes bundles out of use: with time for what began with them, if there is somebody who sees to that. */
final class Retirement {

    private static final Logger LOG = LoggerFactory.getLogger(Retirement.class);

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
        if (generations.isPresent() && bundle.getState() != Bundle.UNINSTALLED) {
            TimedCall.of(surroundings.patience(), "the end of " + bundle.getSymbolicName() + " " + bundle.getVersion(),
                    () -> generations.get().retire(bundle.getBundleId(), Duration.ZERO).toCompletableFuture()
                            .get(surroundings.patience().toSeconds(), TimeUnit.SECONDS));
        } else {
            bundles.uninstall(bundle);
        }
    }
}
