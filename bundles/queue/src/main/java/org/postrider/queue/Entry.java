package org.postrider.queue;

import java.util.Optional;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.DeliveryTerms;
import org.postrider.api.queue.QueuedMessage;

/** What the queue keeps in memory of one message. The message itself is kept only until its first attempt. */
final class Entry {

    /** Where a message stands. */
    enum State {
        /** In the schedule. */
        WAITING,
        /** Due: it waits for a worker or for its destination. */
        READY,
        /** Being delivered. */
        ACTIVE,
        /** Kept back. */
        HELD,
        /** Finished. */
        GONE
    }

    private final long id;
    private final DeliveryTerms terms;
    private final Census census;
    private State state;
    private Schedule.Due due;
    private QueuedMessage message;
    private String destination;
    private int waits;

    /** @param terms what its sender wants */
    Entry(long id, DeliveryTerms terms, State state, Census census) {
        this.id = id;
        this.terms = terms;
        this.state = state;
        this.census = census;
        census.count(state, 1);
    }

    MessageId id() {
        return new MessageId(id);
    }

    DeliveryTerms terms() {
        return terms;
    }

    int priority() {
        return terms.priority();
    }

    synchronized State state() {
        return state;
    }

    /** Moves on, if it stands where the caller thinks. */
    synchronized boolean move(State from, State to) {
        if (state != from) {
            return false;
        }
        census.count(from, -1);
        census.count(to, 1);
        state = to;
        if (to != State.WAITING) {
            due = null;
        }
        return true;
    }

    /** Moves an entry that nobody is working on. */
    synchronized boolean moveIdle(State to) {
        return isIdle() && move(state, to);
    }

    /** Whether nobody is working on it and it is not kept back. */
    synchronized boolean isIdle() {
        return state == State.WAITING || state == State.READY;
    }

    synchronized void waitFor(Schedule.Due newDue) {
        if (state == State.WAITING) {
            due = newDue;
        }
    }

    /** Whether this is the date that counts, and not one that was overtaken. */
    synchronized boolean isDue(Schedule.Due reached) {
        return state == State.WAITING && due == reached;
    }

    synchronized void keep(QueuedMessage fresh) {
        message = fresh;
    }

    /** The message as it was when it came in, once. */
    synchronized Optional<QueuedMessage> take() {
        Optional<QueuedMessage> kept = Optional.ofNullable(message);
        message = null;
        return kept;
    }

    synchronized Optional<String> destination() {
        return Optional.ofNullable(destination);
    }

    synchronized void destination(String hint) {
        destination = hint;
    }

    /** How often it waited in a row for a transport or a router that was not there. */
    synchronized int countWait() {
        return waits++;
    }

    synchronized void resetWaits() {
        waits = 0;
    }
}
