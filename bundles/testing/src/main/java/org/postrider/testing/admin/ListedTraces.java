package org.postrider.testing.admin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.postrider.api.message.MessageId;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;
import org.postrider.api.trace.Traces;

/** Traces that are never forgotten. */
public final class ListedTraces implements Traces {

    private final Map<MessageId, Trace> traces = new ConcurrentHashMap<>();

    @Override
    public void keep(Trace trace) {
        traces.put(trace.id(), trace);
    }

    @Override
    public void add(MessageId id, Step step) {
        traces.computeIfPresent(id, (key, trace) -> with(trace, step));
    }

    private static Trace with(Trace trace, Step step) {
        List<Step> steps = new ArrayList<>(trace.steps());
        steps.add(step);
        return new Trace(trace.id(), trace.at(), trace.listener(), trace.client(), trace.helo(), trace.sender(),
                trace.recipients(), trace.outcome(), steps);
    }

    @Override
    public Optional<Trace> find(MessageId id) {
        return Optional.ofNullable(traces.get(id));
    }

    @Override
    public List<Trace> latest(int limit) {
        return traces.values().stream().sorted(Comparator.comparing(Trace::id).reversed()).limit(limit).toList();
    }
}
