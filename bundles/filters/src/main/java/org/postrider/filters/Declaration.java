package org.postrider.filters;

import java.util.List;
import java.util.Set;

import org.postrider.api.filter.Phase;
import org.postrider.api.filter.Stage;

/**
 * What a filter says of itself by its service properties.
 *
 * @param listeners roles it applies to; empty means all
 * @param settings where the administrator changes nothing
 * @param problem why it cannot be called, in words; empty if it can
 */
record Declaration(
        String name, Set<Stage> stages, Phase phase, Set<String> listeners, FilterSettings settings, String problem) {

    Declaration {
        stages = Set.copyOf(stages);
        listeners = Set.copyOf(listeners);
    }

    static Declaration broken(String name, FilterSettings settings, String problem) {
        return new Declaration(name, Set.of(), Phase.GUARD, Set.of(), settings, problem);
    }

    /** The same filter, which is not to be called. */
    Declaration kept(String why) {
        return new Declaration(name, stages, phase, listeners, settings, why);
    }

    boolean appliesTo(String role) {
        return listeners.isEmpty() || listeners.contains(role);
    }

    List<String> sortedListeners() {
        return listeners.stream().sorted().toList();
    }
}
