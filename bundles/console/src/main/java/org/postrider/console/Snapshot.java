package org.postrider.console;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import org.postrider.api.queue.Queue;
import org.postrider.json.Views;

/** What the page shows, as it is now. A part whose service is away is null. */
final class Snapshot {

    private static final int MESSAGES = 50;
    private static final int TRACES = 25;

    private final Sources sources;

    Snapshot(Sources sources) {
        this.sources = sources;
    }

    Map<String, Object> view(Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("now", now);
        view.put("listeners", list(sources.listeners(), it -> it.list().stream().map(Views::of).toList()));
        view.put("spool", sources.spool() == null ? null : Views.of(sources.spool().status()));
        view.put("queue", sources.findQueue().map(it -> queue(it, now)));
        view.put("filters", list(sources.filters(), it -> it.list().stream().map(Views::of).toList()));
        view.put("traces", list(sources.traces(), it -> it.latest(TRACES).stream().map(Views::of).toList()));
        return view;
    }

    private static Map<String, Object> queue(Queue queue, Instant now) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("status", Views.of(queue.status()));
        view.put("messages", queue.list(MESSAGES).stream().map(it -> Views.of(it, now)).toList());
        return view;
    }

    private static <S> List<Map<String, Object>> list(S service, Function<S, List<Map<String, Object>>> view) {
        return service == null ? null : view.apply(service);
    }
}
