package org.postrider.api.filter;

import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.trace.Step;

/**
 * What all filters of one stage came to.
 *
 * @param action the most severe action of those in force
 * @param decidedBy the filter that the action comes from; empty for {@link Action.Pass}
 * @param evidence all that was found, in the order of the filters
 * @param edits all edits in force, in the order in which they apply
 * @param recipients what they came to for single recipients, where filters have named them; {@code action} is that of all
 *     others
 * @param steps what the trace keeps, one for each filter that was called
 */
public record StageResult(Action action, String decidedBy, List<Evidence> evidence, List<Edit> edits, Map<Address, RecipientResult> recipients,
        List<Step> steps) {

    public StageResult {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(decidedBy, "decidedBy");
        evidence = List.copyOf(evidence);
        edits = List.copyOf(edits);
        recipients = Map.copyOf(recipients);
        steps = List.copyOf(steps);
    }

    /** A result that is the same for all recipients. */
    public StageResult(
            Action action, String decidedBy, List<Evidence> evidence, List<Edit> edits, List<Step> steps) {
        this(action, decidedBy, evidence, edits, Map.of(), steps);
    }

    /** What it is for one recipient. */
    public RecipientResult of(Address recipient) {
        RecipientResult own = recipients.get(recipient);
        return own != null ? own : new RecipientResult(action, decidedBy, List.of());
    }
}
