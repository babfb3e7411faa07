package org.postrider.net;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Fires {@link Deadline#TOO_SLOW} when a peer that should be sending sends fewer octets than it must in a window of time.
 * Idle until {@link #start()}; the engine stops it while it does not read itself, so that only the peer is judged.
 *
 * <p>Counts the octets of the {@link ByteBuf}s that pass; with TLS it may stand on either side of it. All methods run on
 * the event loop of the channel.
 */
public final class MinimumRateHandler extends ChannelInboundHandlerAdapter {

    private final int octetsPerSecond;
    private long required;
    private long window;
    private long received;
    private Future<?> check;
    private ChannelHandlerContext context;

    /**
     * @param octetsPerSecond the rate that must be kept on average over a window, at least 1
     * @param window how long an average is taken, at least a second
     */
    public MinimumRateHandler(int octetsPerSecond, Duration window) {
        this.octetsPerSecond = octetsPerSecond;
        window(window);
    }

    /** Takes averages over another window, at least a second; if one is under way, another begins. */
    public void window(Duration window) {
        this.required = Math.multiplyExact(octetsPerSecond, window.toSeconds());
        this.window = window.toMillis();
        if (required < 1) {
            throw new IllegalArgumentException("a rate is at least 1 octet per second over at least a second");
        }
        if (check != null) {
            start();
        }
    }

    /** From now on the peer has to send; begins a window. */
    public void start() {
        stop();
        next();
    }

    /** The peer need not send any more. */
    public void stop() {
        if (check != null) {
            check.cancel(false);
            check = null;
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
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

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof ByteBuf octets) {
            received += octets.readableBytes();
        }
        ctx.fireChannelRead(msg);
    }

    private void next() {
        received = 0;
        check = context.executor().schedule(this::check, window, TimeUnit.MILLISECONDS);
    }

    private void check() {
        if (received < required) {
            check = null;
            Deadline.TOO_SLOW.announce(context.channel());
        } else {
            next();
        }
    }
}
