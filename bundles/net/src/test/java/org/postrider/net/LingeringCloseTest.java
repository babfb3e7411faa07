package org.postrider.net;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LingeringCloseTest {

    private static final byte[] REPLY = "554 5.7.1 go away\r\n".getBytes(US_ASCII);

    private final LinkedBlockingQueue<Channel> accepted = new LinkedBlockingQueue<>();
    private EventLoopGroup loops;

    @AfterEach
    void stop() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "auto"})
    void replyArrivesThoughTheClientIsStillSending(String transport) throws Exception {
        int port = serve(transport, reply -> reply.addListener(LingeringClose.AFTER_WRITE));
        assertThat(replyToOneWhoSendsFirst(port)).isEqualTo(REPLY);
        assertThat(closes(accepted.take(), 3)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "auto"})
    void ordinaryCloseLosesIt(String transport) throws Exception {
        int port = serve(transport, reply -> reply.addListener(ChannelFutureListener.CLOSE));
        assertThatThrownBy(() -> replyToOneWhoSendsFirst(port)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "auto"})
    void clientThatNeverClosesIsNotWaitedForLong(String transport) throws Exception {
        int port = serve(transport, reply -> reply.addListener(
                (ChannelFutureListener) f -> LingeringClose.close(f.channel(), Duration.ofMillis(100))));
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(client.getInputStream().readAllBytes()).isEqualTo(REPLY);
            assertThat(closes(accepted.take(), 3)).isTrue();
            assertThat(client.isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nio", "auto"})
    void closingTwiceFromAnotherThreadIsClosingOnce(String transport) throws Exception {
        int port = serve(transport, reply -> { });
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            assertThat(client.getInputStream().readNBytes(REPLY.length)).isEqualTo(REPLY);
            Channel channel = accepted.take();
            LingeringClose.close(channel);
            LingeringClose.close(channel);
            assertThat(client.getInputStream().read()).isEqualTo(-1);
            client.close();
            assertThat(closes(channel, 3)).isTrue();
        }
    }

    private static boolean closes(Channel channel, int seconds) {
        return channel.closeFuture().awaitUninterruptibly(seconds, TimeUnit.SECONDS);
    }

    private static byte[] replyToOneWhoSendsFirst(int port) throws IOException {
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
            client.setSoTimeout(5000);
            byte[] chunk = new byte[64 * 1024];
            for (int i = 0; i < 256; i++) { // 16 MB: more than the sockets' buffers hold
                client.getOutputStream().write(chunk);
            }
            return client.getInputStream().readAllBytes();
        }
    }

    private int serve(String transport, Consumer<ChannelFuture> afterReply) {
        SocketTransport sockets = SocketTransport.choose(transport);
        loops = sockets.loops(1, new DefaultThreadFactory("test", true));
        Channel server = new ServerBootstrap().group(loops).channelFactory(sockets.server())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accepted.add(channel);
                        channel.pipeline().addLast(new Greeter(afterReply));
                    }
                })
                .bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();
        return ((InetSocketAddress) server.localAddress()).getPort();
    }

    private static final class Greeter extends ChannelInboundHandlerAdapter {

        private final Consumer<ChannelFuture> afterReply;

        Greeter(Consumer<ChannelFuture> afterReply) {
            this.afterReply = afterReply;
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            afterReply.accept(ctx.writeAndFlush(Unpooled.wrappedBuffer(REPLY)));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }
}
