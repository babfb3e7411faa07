package org.postrider.smtp.server;

import org.postrider.api.metrics.Counter;
import org.postrider.api.metrics.Timer;

/** An instrument while there are no metrics. */
final class Uncounted implements Counter, Timer {

    @Override
    public void add(long amount) {
        // nobody counts
    }

    @Override
    public long value() {
        return 0;
    }

    @Override
    public void record(long nanos) {
        // nobody counts
    }

    @Override
    public long count() {
        return 0;
    }

    @Override
    public long total() {
        return 0;
    }

    @Override
    public long percentile(double share) {
        return 0;
    }
}
