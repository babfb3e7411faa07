package org.postrider.smtp.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.util.concurrent.Future;
import org.postrider.net.DeadlineHandler;
import org.postrider.net.MinimumRateHandler;
import org.postrider.smtp.protocol.Phase;
import org.postrider.smtp.protocol.SmtpMachine;

/**
 * How long a session waits for its client, and how long the client waits for us, RFC 5321 4.5.3.2. Used on the event
 * loop. What is missed comes as a user event: {@link org.postrider.net.Deadline} or {@link Missed}.
 */
final class Patience {

    /** What of ours was missed. */
    enum Missed {
        /** A complete message has waited too long for its answer. */
        FINISH
    }

    private final Timeouts timeouts;
    private final StressPolicy stress;
    private final Channel channel;
    private final DeadlineHandler deadline;
    private final MinimumRateHandler rate;
    private Duration usual;
    private boolean stressed;
    private boolean inData;
    private boolean waiting;
    private boolean rated;
    private boolean finishing;
    private long finishingSince;
    private Future<?> check;

    Patience(Timeouts timeouts, StressPolicy stress, Channel channel) {
        this.timeouts = timeouts;
        this.stress = stress;
        this.usual = timeouts.greeting();
        this.channel = channel;
        this.deadline = new DeadlineHandler(timeouts.session(), timeouts.greeting());
        this.rate = new MinimumRateHandler(timeouts.dataRate(), timeouts.dataWindow());
    }

    void install(ChannelPipeline pipeline) {
        pipeline.addLast(deadline, rate);
    }

    /** Whether there is less patience with the client from now on, at the step that it is at too. */
    void stressed(boolean now, SmtpMachine machine) {
        stressed = now;
        deadline.limit(atMost(usual));
        rate.window(atMost(timeouts.dataWindow()));
        if (now) {
            machine.restrict(stress.errors(), stress.idleCommands());
        } else {
            machine.relent();
        }
    }

    private Duration atMost(Duration limit) {
        return stressed && limit.compareTo(stress.timeout()) > 0 ? stress.timeout() : limit;
    }

    private void progress(Duration limit) {
        usual = limit;
        deadline.progress(atMost(limit));
    }

    /** To be called when the machine has done what it can. */
    void watch(SmtpMachine machine, boolean commands) {
        Phase phase = machine.phase();
        boolean reading = phase == Phase.DATA && machine.wantsInput();
        rate(reading);
        if (reading) {
            progress(timeouts.data());
        } else if (phase == Phase.DATA || phase == Phase.WAITING || phase == Phase.FINISHING) {
            deadline.pause();
        } else if ((phase == Phase.COMMAND || phase == Phase.RESPONSE) && (commands || inData || waiting || finishing)) {
            progress(timeouts.command());
        }
        inData = phase == Phase.DATA;
        waiting = phase == Phase.WAITING; // when that ends, the client's time begins
        finishing(phase == Phase.FINISHING);
    }

    /** The rate counts from the second read on: most messages come in one. */
    private void rate(boolean reading) {
        if (reading && inData && !rated) {
            rate.start();
            rated = true;
        } else if (!reading && rated) {
            rate.stop();
            rated = false;
        }
    }

    private void finishing(boolean now) {
        if (now && !finishing) {
            finishingSince = System.nanoTime();
            if (check == null) { // else one is under way, and will see
                check(timeouts.finish().toNanos());
            }
        }
        finishing = now;
    }

    private void check(long delay) {
        check = channel.eventLoop().schedule(() -> {
            check = null;
            long rest = timeouts.finish().toNanos() - (System.nanoTime() - finishingSince);
            if (finishing && rest > 0) {
                check(rest);
            } else if (finishing) {
                channel.pipeline().fireUserEventTriggered(Missed.FINISH);
            }
        }, delay, TimeUnit.NANOSECONDS);
    }

    /** The session is over and its connection another's: only the end of the time for all of it is still waited for. */
    void leave() {
        rate(false);
        deadline.pause();
        stop();
    }

    /** The channel is closed. */
    void stop() {
        if (check != null) {
            check.cancel(false);
        }
    }
}
