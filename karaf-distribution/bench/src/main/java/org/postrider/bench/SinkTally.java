package org.postrider.bench;

import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a sink has received, by the ids of the generator. Safe for many threads.
 *
 * <p>Of a run it knows the numbers that came and the highest of them: one below that did not come counts as lost.
 */
final class SinkTally {

    /** More runs than these are counted and not told apart. */
    static final int MOST_RUNS = 100;
    /** A number from here on is not remembered: the memory for the numbers has an end. */
    static final int MOST_NUMBERS = 100_000_000;

    /** The run of messages that nobody measures; they are counted apart. */
    static final String WARM_UP = "ffffffff";

    private final Map<String, BitSet> runs = new LinkedHashMap<>();
    private long accepted;
    private long warmUp;
    private long rejected;
    private long duplicates;
    private long unknown;

    synchronized void accepted(Optional<BenchId> id) {
        if (id.filter(i -> i.run().equals(WARM_UP)).isPresent()) {
            warmUp++;
            return;
        }
        accepted++;
        BitSet seen = id.filter(i -> i.number() < MOST_NUMBERS)
                .map(i -> numbers(i.run())).orElse(null);
        if (seen == null) {
            unknown++;
        } else if (seen.get(id.get().number())) {
            duplicates++;
        } else {
            seen.set(id.get().number());
        }
    }

    private BitSet numbers(String run) {
        return runs.size() < MOST_RUNS ? runs.computeIfAbsent(run, r -> new BitSet()) : runs.get(run);
    }

    /** Whether the next one is to be refused, so that this share of all is. */
    synchronized boolean refuses(double share) {
        if (share == 0 || rejected + 1 > share * (accepted + rejected + 1)) {
            return false;
        }
        rejected++;
        return true;
    }

    synchronized long acceptedCount() {
        return accepted;
    }

    synchronized long duplicateCount() {
        return duplicates;
    }

    /** Numbers of a run below its highest that did not come; of all runs. */
    synchronized long missing() {
        return runs.values().stream().mapToLong(seen -> seen.length() - seen.cardinality()).sum();
    }

    synchronized Map<String, Object> result() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("accepted", accepted);
        out.put("warm_up", warmUp);
        out.put("rejected", rejected);
        out.put("duplicates", duplicates);
        out.put("missing", missing());
        out.put("unknown", unknown);
        Map<String, Object> each = new LinkedHashMap<>();
        runs.forEach((run, seen) -> each.put(run, seen.cardinality()));
        out.put("runs", each);
        return out;
    }
}
