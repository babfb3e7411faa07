package org.postrider.filters;

import org.postrider.api.filter.FailureAction;
import org.postrider.api.filter.Mode;
import org.postrider.api.filter.Phase;

/** A filter with the settings that count for it in one pipeline. */
record ConfiguredFilter(InstalledFilter source, FilterSettings settings) {

    String name() {
        return source.name();
    }

    Phase phase() {
        return source.declaration().phase();
    }

    boolean isEnforced() {
        return settings.mode() == Mode.ENFORCE;
    }

    /** What {@code BY_PHASE} comes to. */
    FailureAction onFailure() {
        if (settings.onFailure() != FailureAction.BY_PHASE) {
            return settings.onFailure();
        }
        return phase() == Phase.EVIDENCE ? FailureAction.PASS : FailureAction.DEFER;
    }
}
