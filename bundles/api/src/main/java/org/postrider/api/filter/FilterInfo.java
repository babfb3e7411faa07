package org.postrider.api.filter;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A filter as the administrator sees it.
 *
 * @param name its name
 * @param bundle symbolic name of the bundle it comes from
 * @param version version of that bundle
 * @param stages where it is called
 * @param phase what it does there
 * @param listeners roles it applies to; empty means all
 * @param settings effective values of what can be changed: mode, onFailure, deadline, concurrency, after, before
 * @param overridden keys of {@code settings} that the administrator changed
 * @param calls calls since the pipeline knows it
 * @param failures calls that threw or passed their deadline
 * @param refusals calls that ended in Reject, Defer or Disconnect, in shadow mode too
 * @param problem why it is not called although its mode is not off; empty if all is well
 */
public record FilterInfo(
        String name, String bundle, String version, Set<Stage> stages, Phase phase, List<String> listeners,
        Map<String, String> settings, Set<String> overridden,
        long calls, long failures, long refusals, String problem) {

    public FilterInfo {
        stages = Set.copyOf(stages);
        listeners = List.copyOf(listeners);
        settings = Map.copyOf(settings);
        overridden = Set.copyOf(overridden);
    }
}
