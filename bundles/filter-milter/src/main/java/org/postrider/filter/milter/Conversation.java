package org.postrider.filter.milter;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

import org.postrider.api.smtp.Session;
import org.postrider.bridge.Deadline;
import org.postrider.bridge.PeerException;

/** The connection to a milter of one session, opened when it is needed. Safe from any thread; one call at a time. */
final class Conversation {

    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final MilterSettings settings;
    private final Session session;
    private final Places places;
    private final ReentrantLock lock = new ReentrantLock();
    private final AtomicReference<Line> line = new AtomicReference<>();
    private volatile long used = System.nanoTime();
    private volatile boolean over;
    private Told told;

    /** What is said. */
    @FunctionalInterface
    interface Talk<T> {
        T with(MilterSession milter) throws IOException;
    }

    Conversation(MilterSettings settings, Session session, Places places) {
        this.settings = settings;
        this.session = session;
        this.places = places;
    }

    /**
     * Tells the milter something. Where it has closed a connection that it had before, as it does when it is restarted,
     * it is told over another.
     *
     * @throws PeerException if it is not there, or does not keep to the protocol
     */
    <T> T talk(Talk<T> talk) throws IOException {
        Deadline deadline = Deadline.in(settings.callTime());
        lock(deadline);
        try {
            boolean opened = open(deadline);
            try {
                return talk(talk, deadline);
            } catch (IOException e) {
                if (opened || e instanceof InterruptedIOException) {
                    throw e;
                }
                drop();
                open(deadline);
                return talk(talk, deadline);
            }
        } catch (IOException | RuntimeException | Error e) {
            drop(); // whatever it was, what the milter says next would be taken for an answer to something else
            throw e;
        } finally {
            used = System.nanoTime();
            lock.unlock();
        }
    }

    private <T> T talk(Talk<T> talk, Deadline deadline) throws IOException {
        return talk.with(new MilterSession(settings, session, line.get(), told, deadline));
    }

    private void lock(Deadline deadline) throws IOException {
        try {
            if (!lock.tryLock(deadline.millis(), TimeUnit.MILLISECONDS)) {
                throw new PeerException("the call before has not ended");
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }

    /** Whether it had to be opened. */
    private boolean open(Deadline deadline) throws IOException {
        if (line.get() != null) {
            return false;
        }
        places.take();
        try {
            line.set(Line.open(settings, deadline));
        } finally {
            if (line.get() == null) {
                places.giveBack();
            }
        }
        told = new Told();
        if (over) {
            throw new PeerException("the session is over");
        }
        return true;
    }

    /** The client is another from now on. */
    void renew() throws IOException {
        lock(Deadline.in(settings.callTime()));
        try {
            Line open = line.get();
            if (open != null) {
                abort(open);
                told = new Told();
                if (!open.renew()) {
                    drop();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void abort(Line open) {
        if (told.isOpen()) {
            open.abort();
        }
    }

    private void drop() {
        Line open = line.getAndSet(null);
        if (open != null) {
            places.giveBack();
            open.close();
        }
    }

    /** When it was used last, as {@link System#nanoTime} counts. */
    long used() {
        return used;
    }

    /** Gives its connection up if nothing is under way; whether it did. What it has told it tells again when it must. */
    boolean yield() {
        if (line.get() == null || !lock.tryLock()) {
            return false;
        }
        try {
            return sayGoodbye();
        } finally {
            lock.unlock();
        }
    }

    private boolean sayGoodbye() {
        Line open = line.getAndSet(null);
        if (open == null) {
            return false;
        }
        places.giveBack();
        abort(open);
        open.quit(Deadline.in(GOODBYE));
        return true;
    }

    /** The session is over. A call that is still under way is cut off. */
    void end() {
        over = true;
        if (lock.tryLock()) {
            try {
                sayGoodbye();
            } finally {
                lock.unlock();
            }
        } else {
            drop();
        }
    }
}
