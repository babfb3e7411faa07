package org.postrider.traces;

import java.util.ArrayList;
import java.util.List;

import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;

/** A trace and the steps that were added to it since. Safe from any thread. */
final class KeptTrace {

    private final Trace trace;
    private final int maxSteps;
    private List<Step> added = List.of();

    /** @param maxSteps how many steps it has at most; the first ones stay */
    KeptTrace(Trace trace, int maxSteps) {
        this.trace = trace.steps().size() <= maxSteps ? trace : with(trace, trace.steps().subList(0, maxSteps));
        this.maxSteps = maxSteps;
    }

    private static Trace with(Trace t, List<Step> steps) {
        return new Trace(t.id(), t.at(), t.listener(), t.client(), t.helo(), t.sender(), t.recipients(), t.outcome(),
                steps);
    }

    /** The trace as it was kept. */
    Trace original() {
        return trace;
    }

    synchronized void add(Step step) {
        if (trace.steps().size() + added.size() < maxSteps) {
            added = added.isEmpty() ? new ArrayList<>(4) : added;
            added.add(step);
        }
    }

    /** The trace with all steps. */
    synchronized Trace trace() {
        if (added.isEmpty()) {
            return trace;
        }
        List<Step> all = new ArrayList<>(trace.steps());
        all.addAll(added);
        return with(trace, all);
    }
}
