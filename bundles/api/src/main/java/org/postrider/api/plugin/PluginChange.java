package org.postrider.api.plugin;

import java.util.List;

/**
 * What was done to the plugins.
 *
 * @param started plugins that run now and did not before, as name and version
 * @param ended plugins that are used no longer by what begins now, as name and version
 * @param notes what else there is to know, in words
 */
public record PluginChange(List<String> started, List<String> ended, List<String> notes) {

    public PluginChange {
        started = List.copyOf(started);
        ended = List.copyOf(ended);
        notes = List.copyOf(notes);
    }
}
