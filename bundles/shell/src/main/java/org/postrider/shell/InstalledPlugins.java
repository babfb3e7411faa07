package org.postrider.shell;

import java.io.IOException;
import java.util.stream.Stream;

import org.postrider.api.plugin.PluginInfo;
import org.postrider.api.plugin.Plugins;

/** The plugins of {@code plugins/} that can be removed. */
final class InstalledPlugins {

    private InstalledPlugins() {}

    /** None where they cannot be known. */
    static Stream<PluginInfo> of(Services services) {
        return services.find(Plugins.class).stream().flatMap(InstalledPlugins::list)
                .filter(it -> it.place() == PluginInfo.Place.INSTALLED && it.state() != PluginInfo.State.DRAINING);
    }

    private static Stream<PluginInfo> list(Plugins plugins) {
        try {
            return plugins.list().stream();
        } catch (IOException e) {
            return Stream.of();
        }
    }
}
