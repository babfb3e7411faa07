package org.postrider.shell;

import java.util.Arrays;
import java.util.stream.Stream;

import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.CommandLine;
import org.postrider.api.plugin.PluginInfo;

/** Versions of the plugin that was named before. */
@Service
public final class PluginVersionCompleter extends NameCompleter {

    @Override
    Stream<String> names(Services services, CommandLine line) {
        return InstalledPlugins.of(services).filter(it -> Arrays.asList(line.getArguments()).contains(it.name()))
                .map(PluginInfo::version);
    }
}
