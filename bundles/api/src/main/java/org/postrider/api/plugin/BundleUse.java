package org.postrider.api.plugin;

import java.util.Optional;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Whoever runs code of other bundles over a longer time, or holds sessions of its own: tells how many of its sessions
 * depend on a bundle, so that this one is not stopped beneath them. A service; whoever is one is asked about every bundle.
 * Safe from any thread, returns at once.
 */
@ConsumerType
public interface BundleUse {

    /** How many sessions that are open now run, or may yet run, code of a bundle; 0 for a bundle it does not know. */
    int sessions(long bundle);

    /**
     * What begins from now on does not use the bundle; what has begun goes on. Cannot be taken back, may be called again,
     * and counts also for a bundle that it does not know yet.
     */
    void retire(long bundle);

    /** Why what begins now would not use the bundle though it offers something for that, in words; empty if it would. */
    default Optional<String> problem(long bundle) {
        return Optional.empty();
    }
}
