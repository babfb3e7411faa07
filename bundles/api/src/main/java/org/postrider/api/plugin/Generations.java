package org.postrider.api.plugin;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Versions of one bundle beside each other: the newest serves what begins now, an older one what began with it, until
 * nothing does. A service of the platform, for administration. Safe from any thread.
 */
@ProviderType
public interface Generations {

    /**
     * Takes a version out of use. Whoever has begun with it ends with it; then, or after the deadline, it is stopped and
     * uninstalled. A version that is being retired when the server stops is uninstalled at the next start. Does not wait.
     *
     * @param bundle id of the bundle in the framework; one that is draining already gets the new deadline
     * @param deadline how long it may take, 0 or more; 0 stops it at once
     * @return done when it is uninstalled; with how many sessions still ran its code when it was stopped
     * @throws IllegalArgumentException if there is no such bundle, or the deadline is negative
     */
    CompletionStage<Integer> retire(long bundle, Duration deadline);

    /** All versions that are draining or stopped, and those that are current beside them; by name and version. */
    List<Generation> list();
}
