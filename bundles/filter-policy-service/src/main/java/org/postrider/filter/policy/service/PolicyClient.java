package org.postrider.filter.policy.service;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.postrider.bridge.Deadline;
import org.postrider.bridge.PeerConnection;
import org.postrider.bridge.PeerException;

/** Asks a policy service, over connections that are kept for the next question. Safe from any thread. */
final class PolicyClient {

    private final PolicySettings settings;
    private final Semaphore places;
    private final Deque<PolicyConnection> idle = new ArrayDeque<>();
    private boolean closed;

    PolicyClient(PolicySettings settings) {
        this.settings = settings;
        this.places = new Semaphore(settings.maxConnections(), true);
    }

    /**
     * The action that it answers. Where it has closed a connection that was kept, as it does when it is restarted, it is
     * asked once more over a new one.
     *
     * @throws PeerException if it does not keep to the protocol
     */
    String ask(byte[] question) throws IOException {
        Deadline deadline = Deadline.in(settings.timeout());
        takePlace(deadline);
        try {
            Optional<PolicyConnection> kept = takeIdle();
            if (kept.isPresent()) {
                try {
                    return ask(kept.get(), question, deadline);
                } catch (InterruptedIOException e) { // it is late, or we are
                    throw e;
                } catch (IOException e) {
                    return askAnew(question, deadline);
                }
            }
            return askAnew(question, deadline);
        } finally {
            places.release();
        }
    }

    private void takePlace(Deadline deadline) throws IOException {
        try {
            if (!places.tryAcquire(deadline.millis(), TimeUnit.MILLISECONDS)) {
                throw new PeerException("all of its " + settings.maxConnections() + " connections are in use");
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException("interrupted");
        }
    }

    private String askAnew(byte[] question, Deadline deadline) throws IOException {
        PeerConnection connection = PeerConnection.open(settings.socket(), deadline.within(settings.connectTimeout()));
        return ask(new PolicyConnection(connection), question, deadline);
    }

    private String ask(PolicyConnection connection, byte[] question, Deadline deadline) throws IOException {
        boolean answered = false;
        try {
            String action = connection.ask(question, deadline);
            answered = true;
            return action;
        } finally {
            if (!answered || !keep(connection)) {
                connection.close();
            }
        }
    }

    /** One that can still be used; what cannot is closed. */
    private synchronized Optional<PolicyConnection> takeIdle() {
        while (!idle.isEmpty()) {
            PolicyConnection connection = idle.pop();
            if (isFresh(connection) && connection.isUsable()) {
                return Optional.of(connection);
            }
            connection.close();
        }
        return Optional.empty();
    }

    private boolean isFresh(PolicyConnection connection) {
        return connection.idle() < settings.maxIdle().toNanos();
    }

    /** Those that were used last are in front, so that those which are not needed grow old. */
    private synchronized boolean keep(PolicyConnection connection) {
        while (!idle.isEmpty() && !isFresh(idle.peekLast())) {
            idle.removeLast().close();
        }
        if (closed || !connection.isUsable()) {
            return false;
        }
        idle.push(connection);
        return true;
    }

    /** From now on no connection is kept. */
    synchronized void close() {
        closed = true;
        idle.forEach(PolicyConnection::close);
        idle.clear();
    }
}
