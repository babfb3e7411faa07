package org.postrider.api.filter;

import java.util.List;
import java.util.Objects;

/**
 * What all filters came to about one recipient of a message.
 *
 * @param action the most severe action of those in force
 * @param decidedBy the filter that the action comes from; empty for {@link Action.Pass}
 * @param edits of this recipient's copy, to be made after those of the message
 */
public record RecipientResult(Action action, String decidedBy, List<Edit> edits) {

    public RecipientResult {
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(decidedBy, "decidedBy");
        edits = List.copyOf(edits);
    }
}
