package org.postrider.net;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Watches how long a connection lasts and how long its peer takes for the next step. One of {@link Deadline#TOTAL} and
 * {@link Deadline#IDLE} is fired through the pipeline, once; after that nothing is watched.
 *
 * <p>Octets alone are no progress, or a client could keep a session for days with one octet per minute
 * (RFC 5321 4.5.3.2 bounds a command, not an octet): the engine says what is, with {@link #progress()}, e.g. a whole
 * command or a chunk of data. While the peer waits for the server, {@link #pause()} keeps it from being blamed.
 *
 * <p>All methods run on the event loop of the channel.
 */
public final class DeadlineHandler extends ChannelInboundHandlerAdapter {

    private final LongSupplier clock;
    private final long total;
    private long idle;
    private long began;
    private long progressed;
    private boolean paused;
    private Future<?> check;
    private ChannelHandlerContext context;

    /**
     * @param total how long the connection may last
     * @param idle how long the peer may take for one step
     */
    public DeadlineHandler(Duration total, Duration idle) {
        this(total, idle, System::nanoTime);
    }

    DeadlineHandler(Duration total, Duration idle, LongSupplier clock) {
        this.total = total.toNanos();
        this.idle = idle.toNanos();
        this.clock = clock;
    }

    /** The peer has done a step; the time for the next begins. Ends a pause. */
    public void progress() {
        progressed = clock.getAsLong();
        paused = false;
    }

    /** As {@link #progress()}, with another limit for this step and those that follow. */
    public void progress(Duration idle) {
        progress();
        limit(idle);
    }

    /** Another limit for the step that the peer is at, from when that began, and for those that follow. */
    public void limit(Duration idle) {
        boolean shorter = idle.toNanos() < this.idle;
        this.idle = idle.toNanos();
        if (shorter && check != null) { // the check that is scheduled may come too late for it
            check.cancel(false);
            schedule();
        }
    }

    /** The peer waits for the server; only the total counts until there is progress. */
    public void pause() {
        paused = true;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        began = clock.getAsLong();
        progressed = began;
        schedule();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        stop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        stop();
        ctx.fireChannelInactive();
    }

    private void stop() {
        if (check != null) {
            check.cancel(false);
            check = null;
        }
    }

    private void schedule() {
        long now = clock.getAsLong();
        long untilTotal = total - (now - began);
        long untilIdle = paused ? idle : idle - (now - progressed);
        check = context.executor().schedule(this::check, Math.min(untilTotal, untilIdle), TimeUnit.NANOSECONDS);
    }

    private void check() {
        long now = clock.getAsLong();
        if (now - began >= total) {
            miss(Deadline.TOTAL);
        } else if (!paused && now - progressed >= idle) {
            miss(Deadline.IDLE);
        } else {
            schedule();
        }
    }

    private void miss(Deadline deadline) {
        check = null;
        deadline.announce(context.channel());
    }
}
