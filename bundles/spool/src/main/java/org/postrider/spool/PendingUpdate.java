package org.postrider.spool;

import java.util.concurrent.CompletableFuture;

import org.postrider.api.queue.QueueState;

/** A state that is on its way to the disk. Guarded by the index. */
final class PendingUpdate {

    private final CompletableFuture<Void> durable = new CompletableFuture<>();
    private QueueState state;
    private boolean taken;

    PendingUpdate(QueueState state) {
        this.state = state;
    }

    QueueState state() {
        return state;
    }

    CompletableFuture<Void> durable() {
        return durable;
    }

    /** Puts a later state in the place of this one; false if this one is already being written. */
    boolean replace(QueueState later) {
        if (!taken) {
            state = later;
        }
        return !taken;
    }

    QueueState take() {
        taken = true;
        return state;
    }
}
