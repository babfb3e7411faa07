package org.postrider.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoopGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FairLoopsTest {

    private static final int TASKS = 4_000;
    private static final long TASK = TimeUnit.MICROSECONDS.toNanos(100);

    private final AtomicInteger done = new AtomicInteger();
    private final CompletableFuture<Channel> connected = new CompletableFuture<>();
    private final CompletableFuture<Integer> doneBefore = new CompletableFuture<>();

    private final class Reader extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            connected.complete(ctx.channel());
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object msg) {
            doneBefore.complete(done.get());
            io.netty.util.ReferenceCountUtil.release(msg);
        }
    }

    /** L1: what others say is read between the tasks of a flood, and not after all of them. */
    @ParameterizedTest
    @ValueSource(strings = {"auto", "nio"})
    void socketsAreLookedAtBetweenTasks(String name) throws Exception {
        SocketTransport transport = SocketTransport.choose(name);
        EventLoopGroup loops = transport.loops(1, Thread::new);
        try {
            Channel server = new ServerBootstrap().group(loops).channelFactory(transport.server()).childHandler(new Reader())
                    .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)).sync().channel();
            InetSocketAddress address = (InetSocketAddress) server.localAddress();
            try (Socket client = new Socket(address.getAddress(), address.getPort())) {
                connected.get(30, TimeUnit.SECONDS).eventLoop().execute(() -> flood(loops, client));
                assertThat(doneBefore.get(60, TimeUnit.SECONDS)).isLessThan(TASKS / 2);
            }
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
        }
    }

    /** On the event loop: the client's octet is there before the first of the tasks runs. */
    private void flood(EventLoopGroup loops, Socket client) {
        try {
            client.getOutputStream().write('x');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (int i = 0; i < TASKS; i++) {
            loops.execute(this::work);
        }
    }

    private void work() {
        long began = System.nanoTime();
        while (System.nanoTime() - began < TASK) {
            Thread.onSpinWait();
        }
        done.incrementAndGet();
    }

    @Test
    void thereAreAsManyAsAskedFor() {
        EventLoopGroup loops = SocketTransport.choose("nio").loops(3, Thread::new);
        try {
            assertThat(loops).hasSize(3);
        } finally {
            loops.shutdownGracefully(0, 5, TimeUnit.SECONDS);
        }
    }
}
