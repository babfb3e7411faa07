package org.postrider.plugins;

import java.time.Duration;
import java.util.Optional;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.postrider.api.filter.Filters;
import org.postrider.api.plugin.Generations;

/** What plugins are installed into, as it is now. */
interface Surroundings {

    BundleContext context();

    /** What of {@code deploy/} is a bundle. */
    DeployFolder deployed();

    ServiceComponentRuntime components();

    /** The pipeline, if there is one. */
    Optional<Filters> filters();

    /** Who lets an old version come to its end; empty: it ends at once. */
    Optional<Generations> generations();

    PluginConfiguration settings();

    /** In which a plugin has to work. */
    default Duration patience() {
        return Duration.ofSeconds(settings().startTimeout());
    }
}
