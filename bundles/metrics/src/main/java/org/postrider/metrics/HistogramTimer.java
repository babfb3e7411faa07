package org.postrider.metrics;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

import org.postrider.api.metrics.Reading;
import org.postrider.api.metrics.Timer;

/**
 * A histogram whose classes grow with the time: 16 to each doubling, so a time is known to about 3 %. Recording is two
 * additions and takes no lock.
 */
final class HistogramTimer implements Timer, Instrument {

    private static final int BITS = 4;
    private static final int STEPS = 1 << BITS; // per doubling
    private static final int CLASSES = (Long.SIZE - BITS) * STEPS;

    private final String name;
    private final String description;
    private final AtomicReferenceArray<LongAdder> counts = new AtomicReferenceArray<>(CLASSES);
    private final LongAdder total = new LongAdder();

    HistogramTimer(String name, String description) {
        this.name = name;
        this.description = description;
    }

    @Override
    public void record(long nanos) {
        if (nanos < 0) {
            throw new IllegalArgumentException(name + " cannot have taken " + nanos + " ns");
        }
        total.add(nanos);
        int index = index(nanos);
        LongAdder count = counts.get(index);
        (count != null ? count : first(index)).increment();
    }

    private LongAdder first(int index) {
        counts.compareAndSet(index, null, new LongAdder());
        return counts.get(index);
    }

    /** Times below 16 have a class each; above, the highest five bits decide. */
    static int index(long nanos) {
        int shift = Math.max(0, Long.SIZE - BITS - 1 - Long.numberOfLeadingZeros(nanos));
        return (shift << BITS) + (int) (nanos >>> shift);
    }

    /** The middle of a class. */
    static long middle(int index) {
        if (index < 2 * STEPS) {
            return index;
        }
        int shift = (index >> BITS) - 1;
        long low = (long) (index - (shift << BITS)) << shift;
        return low + ((1L << shift) - 1) / 2;
    }

    @Override
    public long count() {
        long count = 0;
        for (int i = 0; i < CLASSES; i++) {
            count += at(i);
        }
        return count;
    }

    private long at(int index) {
        LongAdder count = counts.get(index);
        return count == null ? 0 : count.sum();
    }

    @Override
    public long total() {
        return total.sum();
    }

    @Override
    public long percentile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share is 0 to 1, not " + share);
        }
        long rank = Math.max(1, (long) Math.ceil(share * count()));
        long seen = 0;
        int last = -1;
        for (int i = 0; i < CLASSES && seen < rank; i++) {
            long here = at(i);
            seen += here;
            last = here > 0 ? i : last;
        }
        return last < 0 ? 0 : middle(last);
    }

    @Override
    public Reading read() {
        long count = count();
        String detail = count == 0 ? "" : "mean " + inWords(total() / count) + ", p50 " + inWords(percentile(0.5))
                + ", p99 " + inWords(percentile(0.99));
        return new Reading(name, "timer", count, detail, description);
    }

    private static String inWords(long nanos) {
        if (nanos < 1_000) {
            return nanos + " ns";
        }
        if (nanos < 1_000_000) {
            return tenths(nanos, 1_000) + " us";
        }
        return nanos < 1_000_000_000 ? tenths(nanos, 1_000_000) + " ms" : tenths(nanos, 1_000_000_000) + " s";
    }

    private static String tenths(long nanos, long unit) {
        long tenths = Math.round(nanos * 10.0 / unit);
        return tenths / 10 + "." + tenths % 10;
    }
}
