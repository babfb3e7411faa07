package org.postrider.listener;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.postrider.net.Connection;
import org.postrider.net.Deadline;
import org.postrider.net.LingeringClose;
import org.postrider.net.SessionEngine;

/** Greets with its version, or with why the client is refused, and sends back what it gets. */
final class EchoEngine implements SessionEngine {

    private final String version;
    private final AtomicInteger active = new AtomicInteger();
    private volatile boolean retired;

    EchoEngine(String version) {
        this.version = version;
    }

    @Override
    public boolean accept(Connection connection) {
        if (retired) {
            return false;
        }
        active.incrementAndGet();
        connection.channel().closeFuture().addListener(closed -> active.decrementAndGet());
        connection.channel().pipeline().addLast(new Echo(connection));
        return true;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public int active() {
        return active.get();
    }

    @Override
    public void retire() {
        retired = true;
    }

    private final class Echo extends ChannelInboundHandlerAdapter {

        private final Connection connection;

        Echo(Connection connection) {
            this.connection = connection;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            if (connection.admission().isAdmitted()) {
                say(ctx, version + " " + connection.settings().name());
            } else {
                last(ctx, connection.admission().name());
            }
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            ctx.writeAndFlush(msg);
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof Deadline) {
                last(ctx, event.toString());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }

        private void say(ChannelHandlerContext ctx, String line) {
            ctx.writeAndFlush(Unpooled.copiedBuffer(line + "\r\n", US_ASCII));
        }

        private void last(ChannelHandlerContext ctx, String line) {
            ctx.writeAndFlush(Unpooled.copiedBuffer(line + "\r\n", US_ASCII)).addListener(LingeringClose.AFTER_WRITE);
        }
    }
}
