package org.postrider.testing.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.postrider.api.message.MessageId;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;
import org.postrider.api.trace.Traces;

/** Keeps every trace. Safe from any thread. */
public final class RecordedTraces implements Traces {

    private final List<Trace> traces = new ArrayList<>();

    @Override
    public synchronized void keep(Trace trace) {
        traces.add(trace);
    }

    @Override
    public synchronized void add(MessageId id, Step step) {
        traces.replaceAll(trace -> trace.id().equals(id) ? with(trace, step) : trace);
    }

    private static Trace with(Trace trace, Step step) {
        List<Step> steps = new ArrayList<>(trace.steps());
        steps.add(step);
        return new Trace(trace.id(), trace.at(), trace.listener(), trace.client(), trace.helo(), trace.sender(),
                trace.recipients(), trace.outcome(), steps);
    }

    @Override
    public synchronized Optional<Trace> find(MessageId id) {
        return traces.stream().filter(trace -> trace.id().equals(id)).findFirst();
    }

    @Override
    public synchronized List<Trace> latest(int limit) {
        List<Trace> newest = new ArrayList<>(traces);
        java.util.Collections.reverse(newest);
        return List.copyOf(newest.subList(0, Math.min(limit, newest.size())));
    }
}
