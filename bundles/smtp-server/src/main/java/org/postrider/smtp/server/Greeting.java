package org.postrider.smtp.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelHandlerContext;

/**
 * When a client is greeted: after the delay in which nobody may talk, and when what its mail needs is there. While that
 * is about to come, as at the start of the server, a greeting that is late costs less than one that refuses. Used on the
 * event loop.
 */
final class Greeting {

    private static final long LOOK_MILLIS = 100;

    private final MailSession session;
    private final Duration delay;
    private final long longest;
    private long since;

    Greeting(MailSession session, Timeouts timeouts) {
        this.session = session;
        this.delay = timeouts.greetingDelay();
        this.longest = timeouts.serviceWait().toNanos();
    }

    /** Opens the session when it is time. Not at all if the client hangs up before. */
    void prepare(ChannelHandlerContext ctx, Runnable open) {
        since = System.nanoTime() + delay.toNanos();
        if (delay.isZero()) {
            look(ctx, open);
        } else {
            later(ctx, open, delay.toMillis());
        }
    }

    private void look(ChannelHandlerContext ctx, Runnable open) {
        if (session.isServed() || System.nanoTime() - since >= longest) {
            open.run();
        } else {
            later(ctx, open, LOOK_MILLIS);
        }
    }

    private void later(ChannelHandlerContext ctx, Runnable open, long millis) {
        ctx.executor().schedule(() -> {
            if (ctx.channel().isActive()) {
                look(ctx, open);
            }
        }, millis, TimeUnit.MILLISECONDS);
    }
}
