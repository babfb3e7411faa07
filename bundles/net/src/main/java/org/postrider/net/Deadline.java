package org.postrider.net;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.util.concurrent.Future;

/**
 * A deadline that a peer has missed, or that has come for it; a user event. The engine tells the peer so in the words of the protocol and closes
 * the channel. If it is still open {@value #GRACE_SECONDS} seconds later, it is closed without a word.
 */
public enum Deadline {
    /** The connection has lasted as long as one may. */
    TOTAL,
    /** The peer has not got on with what it has to send. */
    IDLE,
    /** The peer sends more slowly than it must. */
    TOO_SLOW,
    /** The server stops; nobody has missed anything. */
    STOPPING;

    static final int GRACE_SECONDS = 10;

    /** Fires this through the pipeline of the channel; on its event loop. */
    public void announce(Channel channel) {
        Future<?> end = channel.eventLoop().schedule(() -> {
            channel.close();
        }, GRACE_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> end.cancel(false));
        channel.pipeline().fireUserEventTriggered(this);
    }
}
