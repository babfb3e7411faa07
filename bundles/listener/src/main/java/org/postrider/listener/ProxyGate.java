package org.postrider.listener;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import org.postrider.net.Deadline;
import org.postrider.net.ProxyHeader;
import org.postrider.net.ProxyHeaderDecoder;

/**
 * A connection of which nobody knows yet for whom a proxy has made it. Only when the header has come does it count as a
 * client's and get its engine, before any TLS. A header that is malformed, or not there in time, closes it.
 */
final class ProxyGate extends ChannelInboundHandlerAdapter {

    /** Proxies send the header at once; proxy-protocol.txt 2 asks for at least three seconds. */
    static final int LIMIT_SECONDS = 10;

    private final Consumer<ProxyHeader> admit;
    private final Consumer<String> refuse;
    private Future<?> limit;
    private ByteBuf received;

    /**
     * @param admit gives the connection, once, to whoever serves it
     * @param refuse is told, at most once, why there will be no session
     */
    ProxyGate(Consumer<ProxyHeader> admit, Consumer<String> refuse) {
        this.admit = admit;
        this.refuse = refuse;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        limit = ctx.executor().schedule(() -> refuse(ctx, "no PROXY header in time"), LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        limit.cancel(false);
        if (received != null) {
            received.release();
            received = null;
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        // told to the engine when there is one
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        received = received == null ? (ByteBuf) msg : joined(ctx, received, (ByteBuf) msg);
        try {
            Optional<ProxyHeader> header = ProxyHeaderDecoder.decode(received);
            if (header.isPresent()) {
                pass(ctx, header.get());
            }
        } catch (ProxyHeader.Malformed e) {
            refuse(ctx, e.getMessage());
        }
    }

    private static ByteBuf joined(ChannelHandlerContext ctx, ByteBuf first, ByteBuf second) {
        ByteBuf both = ctx.alloc().buffer(first.readableBytes() + second.readableBytes());
        both.writeBytes(first).writeBytes(second);
        first.release();
        second.release();
        return both;
    }

    private void pass(ChannelHandlerContext ctx, ProxyHeader header) {
        ByteBuf rest = received;
        received = null;
        ctx.pipeline().remove(this);
        admit.accept(header);
        ctx.pipeline().fireChannelActive();
        if (rest.isReadable()) {
            ctx.pipeline().fireChannelRead(rest); // with the channelReadComplete that is to come
        } else {
            rest.release();
        }
    }

    private void refuse(ChannelHandlerContext ctx, String why) {
        ctx.pipeline().remove(this);
        refuse.accept(why);
        ctx.channel().close();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == Deadline.STOPPING) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close(); // the proxy is gone; it has asked for nothing
    }
}
