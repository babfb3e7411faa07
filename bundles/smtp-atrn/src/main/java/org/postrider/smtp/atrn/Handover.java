package org.postrider.smtp.atrn;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.postrider.api.message.MessageId;

/** One message that a turned connection waits for: the queue brings it on a thread of its own, or does not. */
final class Handover {

    private final MessageId id;
    private final AtomicBoolean claimed = new AtomicBoolean();
    private final CountDownLatch ended = new CountDownLatch(1);

    Handover(MessageId id) {
        this.id = id;
    }

    MessageId id() {
        return id;
    }

    /** Whoever is first has it: the delivery, or who waited long enough for one. */
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    /** The delivery is over, whatever came of it. */
    void end() {
        ended.countDown();
    }

    /**
     * Waits for a delivery, and once it has begun for its end, however long that takes: each of its steps has a deadline.
     *
     * @return false if none began in time; none will then
     */
    boolean await(Duration patience) throws InterruptedException {
        if (ended.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        if (claim()) {
            return false;
        }
        ended.await();
        return true;
    }
}
