package org.postrider.filters;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

import org.postrider.api.filter.FilterReport;
import org.postrider.api.filter.Mode;
import org.postrider.api.filter.Verdict;

/** What a filter has wanted since it has been in its mode. Safe from any thread. */
final class Opinions {

    private static final List<String> ACTIONS =
            List.of("pass", "accept", "discard", "hold", "quarantine", "defer", "disconnect", "reject"); // as Severity

    private final Mode mode;
    private final Instant since;
    private final List<LongAdder> wanted = ACTIONS.stream().map(action -> new LongAdder()).toList();
    private final LongAdder failed = new LongAdder();
    private final LongAdder edited = new LongAdder();
    private final LongAdder different = new LongAdder();

    Opinions(Mode mode, Instant since) {
        this.mode = mode;
        this.since = since;
    }

    Mode mode() {
        return mode;
    }

    /**
     * Counts what a call came to.
     *
     * @param result what all calls in force came to, this one among them if it is
     */
    void count(ConfiguredFilter filter, Outcome outcome, Standing result) {
        if (filter.settings().mode() != mode) {
            return; // a session that began before
        }
        wanted.get(worst(outcome)).increment();
        boolean edits = !outcome.edits().isEmpty()
                || outcome.recipients().values().stream().anyMatch(own -> !own.edits().isEmpty());
        failed.add(outcome.isFailure() ? 1 : 0);
        edited.add(edits ? 1 : 0);
        boolean decides = mode == Mode.ENFORCE ? result.isDecidedBy(filter.name()) : result.isMilder(outcome);
        different.add(decides || edits && !Severity.isRefusal(result.all().action()) ? 1 : 0);
    }

    private static int worst(Outcome outcome) {
        int worst = Severity.of(outcome.action());
        for (Verdict own : outcome.recipients().values()) {
            worst = Math.max(worst, Severity.of(own.action()));
        }
        return worst;
    }

    FilterReport report(ConfiguredFilter filter) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (int severity = ACTIONS.size() - 1; severity >= 0; severity--) {
            counts.put(ACTIONS.get(severity), wanted.get(severity).sum());
        }
        long calls = counts.values().stream().mapToLong(Long::longValue).sum();
        return new FilterReport(filter.name(), filter.source().origin().version(), mode, since, calls, failed.sum(),
                counts, edited.sum(), different.sum());
    }
}
