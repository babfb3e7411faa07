package org.postrider.dns;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What is known, for as long as it may be relied on. The least recently used goes when there is too much. */
final class AnswerCache {

    private record Kept(Outcome outcome, long until) {}

    private final LongSupplier nanos;
    private final long origin;
    private final Map<Question, Kept> answers;

    /** @param nanos a monotonic clock */
    AnswerCache(int limit, LongSupplier nanos) {
        this.nanos = nanos;
        this.origin = nanos.getAsLong();
        answers = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Question, Kept> eldest) {
                return size() > limit;
            }
        };
    }

    private long now() {
        return nanos.getAsLong() - origin;
    }

    /** The outcome with the time that is left of it. */
    synchronized Optional<Outcome> find(Question question) {
        Kept kept = answers.get(question);
        if (kept == null) {
            return Optional.empty();
        }
        long left = kept.until() - now();
        if (left <= 0) {
            answers.remove(question);
            return Optional.empty();
        }
        Outcome o = kept.outcome();
        return Optional.of(new Outcome(o.status(), o.records(), o.authenticated(), Duration.ofNanos(left)));
    }

    synchronized void keep(Question question, Outcome outcome) {
        if (!outcome.ttl().isZero()) {
            answers.put(question, new Kept(outcome, now() + outcome.ttl().toNanos()));
        }
    }

    synchronized int size() {
        return answers.size();
    }
}
