package org.postrider.api.plugin;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * Which file is to take the place of a bundle, and how.
 *
 * @param bundle symbolic name of the bundle
 * @param file another version of it; it is copied, and may go afterwards
 * @param plan how the file was judged; what is copied has to have the hash that the plan says
 * @param older whether the version may be older than the one that runs
 * @param drain how long sessions of the old version may take; empty for what is configured
 */
public record UpgradeRequest(String bundle, Path file, PluginPlan plan, boolean older, Optional<Duration> drain) {

    public UpgradeRequest {
        Objects.requireNonNull(bundle, "bundle");
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(plan, "plan");
        Objects.requireNonNull(drain, "drain");
    }
}
