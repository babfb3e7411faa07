package org.postrider.api.filter;

import java.util.List;
import java.util.Objects;

import org.postrider.api.message.Evidence;
import org.postrider.api.trace.Step;

/**
 * What all filters of one stage came to.
 *
 * @param action the most severe action of those in force
 * @param decidedBy the filter that the action comes from; empty for {@link Action.Pass}
 * @param evidence all that was found, in the order of the filters
 * @param edits all edits in force, in the order in which they apply
 * @param steps what the trace keeps, one for each filter that was called
 */
public record StageResult(Action action, String decidedBy, List<Evidence> evidence, List<Edit> edits, List<Step> steps) {

    public StageResult {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(decidedBy, "decidedBy");
        evidence = List.copyOf(evidence);
        edits = List.copyOf(edits);
        steps = List.copyOf(steps);
    }
}
