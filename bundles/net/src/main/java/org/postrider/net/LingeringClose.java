package org.postrider.net;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;

/**
 * Closes a channel so that what was written last arrives. A socket that is closed with unread octets is reset, and a
 * reset makes the peer's system throw away what it has not read yet, e.g. the 421 or 554 that says why (RFC 9112 9.6
 * tells the same of HTTP). So: what was written is flushed, the sending side is shut down, what still comes is thrown
 * away, and the channel is closed when the peer closes or after {@link #LIMIT}.
 */
public final class LingeringClose extends ChannelInboundHandlerAdapter {

    /** How long a channel may linger. */
    public static final Duration LIMIT = Duration.ofSeconds(5);

    /** For {@code ctx.writeAndFlush(reply).addListener(LingeringClose.AFTER_WRITE)}. */
    public static final ChannelFutureListener AFTER_WRITE = written -> close(written.channel());

    private LingeringClose() {}

    /** Begins to close; from any thread. The channel's handlers read nothing more. */
    public static void close(Channel channel) {
        close(channel, LIMIT);
    }

    static void close(Channel channel, Duration limit) {
        if (channel.eventLoop().inEventLoop()) {
            begin(channel, limit);
        } else {
            channel.eventLoop().execute(() -> begin(channel, limit));
        }
    }

    private static void begin(Channel channel, Duration limit) {
        if (!channel.isActive()) {
            channel.close();
            return;
        }
        if (channel.pipeline().get(LingeringClose.class) != null) {
            return;
        }
        Future<?> end = channel.eventLoop().schedule(() -> {
            channel.close();
        }, limit.toMillis(), TimeUnit.MILLISECONDS);
        channel.closeFuture().addListener(closed -> end.cancel(false));
        lastOctets(channel).addListener((ChannelFutureListener) LingeringClose::endOutput);
        channel.pipeline().addFirst(new LingeringClose());
        channel.config().setAutoRead(true);
    }

    private static ChannelFuture lastOctets(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        // RFC 8446 6.1: close_notify comes before the end of the stream
        return tls == null ? channel.writeAndFlush(Unpooled.EMPTY_BUFFER) : tls.closeOutbound();
    }

    private static void endOutput(ChannelFuture written) {
        if (written.isSuccess() && written.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            written.channel().close();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ReferenceCountUtil.release(msg);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        // nothing was read for those behind
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // the peer is gone; nobody has to know
    }
}
