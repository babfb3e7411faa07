package org.postrider.chaos;

import java.util.concurrent.TimeUnit;

/** Time that passes. */
final class Pause {

    private Pause() {}

    /** Ends early if the thread is interrupted, which it stays. */
    static void of(int milliseconds) {
        try {
            TimeUnit.MILLISECONDS.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
