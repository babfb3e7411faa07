package org.postrider.api.plugin;

import java.util.List;
import java.util.Optional;

/**
 * What would happen if a file were installed.
 *
 * @param name symbolic name of the bundle; empty if the file is no bundle
 * @param version its version; empty if the file is no bundle
 * @param size its octets
 * @param sha256 of its octets, as lower-case hexadecimal digits; empty if the file cannot be read
 * @param source where it is from
 * @param replaces the version that runs now and would go
 * @param installs bundles that would be installed, as name and version
 * @param refreshes bundles that run and would have to be started anew, as name and version; it is installed only if
 *     there are none
 * @param offers what its components are, e.g. {@code filter spf} or {@code MailObserver}
 * @param problems why it cannot be installed; empty if all is well
 */
public record PluginPlan(
        String name, String version, long size, String sha256, String source, Optional<String> replaces,
        List<String> installs, List<String> refreshes, List<String> offers, List<PluginProblem> problems) {

    public PluginPlan {
        installs = List.copyOf(installs);
        refreshes = List.copyOf(refreshes);
        offers = List.copyOf(offers);
        problems = List.copyOf(problems);
    }

    /** Whether nothing speaks against it. */
    public boolean isFine() {
        return problems.isEmpty() && refreshes.isEmpty();
    }
}
