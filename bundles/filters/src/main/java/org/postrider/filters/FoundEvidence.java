package org.postrider.filters;

import java.util.ArrayList;
import java.util.List;

import org.postrider.api.message.Evidence;

/** What the filters of a stage have found so far. Written by one thread at a time, read by any. */
final class FoundEvidence {

    private volatile List<Evidence> all = List.of();

    void add(List<Evidence> more) {
        if (!more.isEmpty()) {
            List<Evidence> longer = new ArrayList<>(all);
            longer.addAll(more);
            all = List.copyOf(longer);
        }
    }

    List<Evidence> all() {
        return all;
    }

    /** These, after what was found before. */
    List<Evidence> after(List<Evidence> before) {
        List<Evidence> now = all;
        if (now.isEmpty()) {
            return before;
        }
        List<Evidence> both = new ArrayList<>(before);
        both.addAll(now);
        return List.copyOf(both);
    }
}
