package org.postrider.shell;

import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.postrider.api.plugin.PluginInfo;

/** Names of plugins that can be removed. */
@Service
public final class PluginNameCompleter extends NameCompleter {

    @Override
    Stream<String> names(Services services, CommandLine line) {
        return InstalledPlugins.of(services).map(PluginInfo::name).distinct();
    }
}
