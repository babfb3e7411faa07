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

    Greeting(MailSession session, Timeouts timeouts) {
        this.session = session;
        this.delay = timeouts.greetingDelay();
        this.longest = timeouts.serviceWait().toNanos();
    }

    /** Goes on when there is somebody to take mail, or when that has been waited for long enough. */
    void await(ChannelHandlerContext ctx, Runnable then) {
        look(ctx, System.nanoTime() + longest, then);
    }

    /** Opens the session when it is time. Not at all if the client hangs up before. */
    void prepare(ChannelHandlerContext ctx, Runnable open) {
        await(ctx, () -> {
            if (delay.isZero()) {
                open.run();
            } else {
                later(ctx, delay.toMillis(), open);
            }
        });
    }

    private void look(ChannelHandlerContext ctx, long end, Runnable then) {
        if (session.isServed() || System.nanoTime() - end >= 0) {
            then.run();
        } else {
            later(ctx, LOOK_MILLIS, () -> look(ctx, end, then));
        }
    }

    private static void later(ChannelHandlerContext ctx, long millis, Runnable task) {
        ctx.executor().schedule(() -> {
            if (ctx.channel().isActive()) {
                task.run();
            }
        }, millis, TimeUnit.MILLISECONDS);
    }
}
