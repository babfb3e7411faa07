package org.postrider.filters;

import java.time.Duration;
import java.util.Set;

import org.postrider.api.filter.FailureAction;
import org.postrider.api.filter.Mode;

/**
 * What of a filter can be changed while mail flows.
 *
 * @param deadline how long a call may take, waiting included
 * @param concurrency how many calls may run at once
 * @param after names of filters that run before it in its phase
 * @param before names of filters that run after it in its phase
 */
record FilterSettings(
        Mode mode, FailureAction onFailure, Duration deadline, int concurrency, Set<String> after, Set<String> before) {

    FilterSettings {
        after = Set.copyOf(after);
        before = Set.copyOf(before);
    }
}
