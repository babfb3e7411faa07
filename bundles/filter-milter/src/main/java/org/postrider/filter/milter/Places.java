package org.postrider.filter.milter;

import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

import org.postrider.bridge.PeerException;

/** How many connections to a milter there may be. */
final class Places {

    private final int size;
    private final Semaphore free;
    private final BooleanSupplier makeRoom;

    /** @param makeRoom closes a connection that is not in use; whether there was one */
    Places(int size, BooleanSupplier makeRoom) {
        this.size = size;
        this.free = new Semaphore(size);
        this.makeRoom = makeRoom;
    }

    /** @throws PeerException if all are in use */
    void take() {
        if (!free.tryAcquire() && !(makeRoom.getAsBoolean() && free.tryAcquire())) {
            throw new PeerException("all of its " + size + " connections are in use");
        }
    }

    void giveBack() {
        free.release();
    }
}
