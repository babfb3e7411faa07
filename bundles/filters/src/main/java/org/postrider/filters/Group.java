package org.postrider.filters;

import java.util.List;

import org.postrider.api.filter.Phase;

/** Filters of one phase that may run at the same time. Groups run one after another. */
record Group(Phase phase, List<ConfiguredFilter> filters) {

    Group {
        filters = List.copyOf(filters);
    }
}
