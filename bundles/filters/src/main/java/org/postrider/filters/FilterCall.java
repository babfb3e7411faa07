package org.postrider.filters;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import org.postrider.api.filter.Stage;
import org.postrider.api.trace.Step;

/**
 * One call of one filter: first due, then perhaps waiting for its turn, then running, then answered or abandoned.
 * Between the thread that runs it and the watchdog that ends it exactly one wins.
 */
final class FilterCall {

    private enum State {
        DUE, WAITING, RUNNING, ENDED
    }

    /** How a call was when it was abandoned. */
    enum Abandoned {
        NOT, WAITING, RUNNING
    }

    private final ConfiguredFilter filter;
    private final StageRun run;
    private State state = State.DUE;
    private Thread thread;
    private Instant at = Instant.EPOCH;
    private long began;
    private long deadline;
    private long took;
    private Outcome outcome;

    FilterCall(ConfiguredFilter filter, StageRun run) {
        this.filter = filter;
        this.run = run;
    }

    ConfiguredFilter filter() {
        return filter;
    }

    StageRun run() {
        return run;
    }

    /** The time of the call begins; returns when it is over. */
    synchronized long begin(Instant now) {
        at = now;
        began = System.nanoTime();
        deadline = began + filter.settings().deadline().toNanos();
        state = State.WAITING;
        return deadline;
    }

    /** This thread is about to call; false if it is too late. */
    synchronized boolean start() {
        if (state != State.WAITING) {
            return false;
        }
        state = State.RUNNING;
        thread = Thread.currentThread();
        return true;
    }

    /** The filter has returned; false if nobody waits for it any more. No interrupt is left over either way. */
    boolean stop() {
        boolean inTime = stopped();
        Thread.interrupted();
        return inTime;
    }

    private synchronized boolean stopped() {
        boolean inTime = state == State.RUNNING;
        state = State.ENDED;
        thread = null;
        return inTime;
    }

    /** When a call that has begun and not ended is over; {@code otherwise} if there is none. */
    synchronized long due(long otherwise) {
        return state == State.WAITING || state == State.RUNNING ? deadline : otherwise;
    }

    /** Ends the call if its time is over, and interrupts its thread. */
    synchronized Abandoned abandon(long now) {
        if (due(now + 1) - now > 0) {
            return Abandoned.NOT;
        }
        Abandoned how = state == State.RUNNING ? Abandoned.RUNNING : Abandoned.WAITING;
        state = State.ENDED;
        if (thread != null) {
            thread.interrupt();
        }
        return how;
    }

    /** Takes a call back that waits; false if it no longer does. */
    synchronized boolean withdraw() {
        boolean waited = state == State.WAITING;
        state = waited ? State.ENDED : state;
        return waited;
    }

    void end(Outcome came) {
        took = System.nanoTime() - began;
        outcome = came;
    }

    /** The call is not made at all. */
    void skip(Instant now, Outcome instead) {
        at = now;
        outcome = instead;
    }

    Outcome outcome() {
        return outcome;
    }

    long took() {
        return took;
    }

    Step step(Stage stage) {
        return new Step(at, stage.name(), filter.name(), filter.source().origin().version(),
                filter.settings().mode().name().toLowerCase(Locale.ROOT), Duration.ofNanos(took), outcome.text(),
                outcome.evidence(), VerdictText.edits(outcome));
    }
}
