package org.postrider.listener;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import org.postrider.net.Connection;

/**
 * A connection that no engine has taken yet. It reads nothing, so that the client waits as for a slow greeting, but keeps
 * what came in one piece with a PROXY header, and is closed after {@link #LIMIT_SECONDS}; RFC
 * 5321 4.5.3.2.1 lets a client wait for five minutes.
 */
final class WaitingConnection extends ChannelInboundHandlerAdapter {

    static final int LIMIT_SECONDS = 30;

    private final Connection connection;
    private final Acceptor acceptor;
    private Future<?> limit;
    private boolean active;
    private Object received;

    WaitingConnection(Connection connection, Acceptor acceptor) {
        this.connection = connection;
        this.acceptor = acceptor;
    }

    /** On the event loop. */
    void begin() {
        Channel channel = connection.channel();
        channel.config().setAutoRead(false);
        channel.pipeline().addLast(this);
        limit = channel.eventLoop().schedule(this::close, LIMIT_SECONDS, TimeUnit.SECONDS);
        channel.closeFuture().addListener(closed -> {
            limit.cancel(false);
            ReferenceCountUtil.release(received);
            received = null;
            acceptor.forget(this);
        });
    }

    /** Asks the engines once more; from any thread. */
    void retry() {
        connection.channel().eventLoop().execute(this::offer);
    }

    void close() {
        connection.channel().close();
    }

    private void offer() {
        Channel channel = connection.channel();
        if (!channel.isOpen() || channel.pipeline().context(this) == null) {
            return;
        }
        channel.config().setAutoRead(true); // as the engine expects it; what comes is read by a later task of this loop
        if (!acceptor.offer(connection)) {
            channel.config().setAutoRead(false);
            return;
        }
        limit.cancel(false);
        acceptor.forget(this);
        channel.pipeline().remove(this);
        if (active) {
            channel.pipeline().fireChannelActive();
        }
        if (received != null) {
            Object kept = received;
            received = null;
            channel.pipeline().fireChannelRead(kept).fireChannelReadComplete();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (received == null) {
            received = msg;
        } else { // nothing is read, so this is from a client that does not wait
            ReferenceCountUtil.release(msg);
            ctx.close();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        active = true; // for the engine that comes
    }
}
