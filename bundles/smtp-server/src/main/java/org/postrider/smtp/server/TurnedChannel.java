package org.postrider.smtp.server;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.postrider.api.smtp.TurnedConnection;
import org.postrider.net.Deadline;
import org.postrider.net.LingeringClose;

/**
 * A channel that a thread of an extension reads and writes. The channel is read only while that thread waits, so that no
 * more is held than one read brings.
 */
final class TurnedChannel extends ChannelInboundHandlerAdapter implements TurnedConnection {

    private static final int CHUNK = 64 * 1024;
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final Channel channel;
    private final BlockingQueue<ByteBuffer> received = new LinkedBlockingQueue<>();
    private ByteBuffer current = END;
    private boolean ended;

    private TurnedChannel(Channel channel) {
        this.channel = channel;
    }

    /** Takes the place of a handler, on the event loop. The channel is closed when the taker needs it no more. */
    static void replace(ChannelHandlerContext context, Function<TurnedConnection, CompletionStage<Void>> taker) {
        TurnedChannel turned = new TurnedChannel(context.channel());
        context.channel().config().setAutoRead(false);
        context.pipeline().replace(context.handler(), "turned", turned);
        taker.apply(turned).thenRun(() -> LingeringClose.close(turned.channel));
    }

    @Override
    public int read(ByteBuffer into, Duration patience) throws IOException {
        if (!current.hasRemaining() && !ended) {
            current = next(patience);
            ended = current == END;
        }
        if (ended) {
            return -1;
        }
        int octets = Math.min(into.remaining(), current.remaining());
        into.put(current.slice().limit(octets));
        current.position(current.position() + octets);
        return octets;
    }

    private ByteBuffer next(Duration patience) throws IOException {
        ByteBuffer there = received.poll();
        if (there != null) {
            return there;
        }
        channel.read();
        try {
            return Optional.ofNullable(received.poll(patience.toNanos(), TimeUnit.NANOSECONDS))
                    .orElseThrow(() -> new SocketTimeoutException("the peer sent nothing in time"));
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    @Override
    public void write(ByteBuffer octets, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (octets.hasRemaining()) {
            ByteBuffer chunk = octets.slice().limit(Math.min(CHUNK, octets.remaining()));
            octets.position(octets.position() + chunk.remaining());
            await(channel.writeAndFlush(channel.alloc().ioBuffer(chunk.remaining()).writeBytes(chunk)), deadline);
        }
    }

    private void await(ChannelFuture written, long deadline) throws IOException {
        try {
            if (!written.await(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                channel.close();
                throw new SocketTimeoutException("the peer did not take the data in time");
            }
        } catch (InterruptedException e) {
            channel.close();
            throw interrupted();
        }
        if (!written.isSuccess()) {
            throw new IOException("the connection is broken", written.cause());
        }
    }

    private static InterruptedIOException interrupted() {
        Thread.currentThread().interrupt();
        return new InterruptedIOException("interrupted");
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        ByteBuf octets = (ByteBuf) msg;
        byte[] copy = new byte[octets.readableBytes()];
        octets.readBytes(copy).release();
        if (copy.length > 0) {
            received.add(ByteBuffer.wrap(copy));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        received.add(END);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof Deadline && event != Deadline.STOPPING) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // a peer that hangs up is no news
    }
}
