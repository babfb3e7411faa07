package org.postrider.spool;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all messages together may take before they are committed. */
final class MemoryBudget {

    private final long most;
    private final AtomicLong used = new AtomicLong();

    MemoryBudget(long most) {
        this.most = most;
    }

    /** @return whether there was so much left; give it back with {@link #giveBack} */
    boolean take(long octets) {
        if (used.addAndGet(octets) <= most) {
            return true;
        }
        used.addAndGet(-octets);
        return false;
    }

    void giveBack(long octets) {
        used.addAndGet(-octets);
    }

    long used() {
        return used.get();
    }
}
