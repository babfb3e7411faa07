package org.postrider.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postrider.json.Json;
import org.postrider.net.SocketTransport;

/** A server on the loopback address that takes mail, counts it and forgets it. */
final class Sink implements AutoCloseable {

    private final SinkOptions options;
    private final SinkTally tally = new SinkTally();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final EventLoopGroup loops;
    private final Channel listener;

    /** Listens when it returns. */
    Sink(SinkOptions options) throws IOException {
        this.options = options;
        Optional<SslContext> tls = options.tls() ? Optional.of(SinkCertificate.context()) : Optional.empty();
        SocketTransport transport = SocketTransport.choose("auto");
        this.loops = transport.loops(Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                new DefaultThreadFactory("sink", true));
        this.listener = new ServerBootstrap().group(loops).channelFactory(transport.server())
                .option(ChannelOption.SO_BACKLOG, 4_096).childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new SinkSession(options, tally, tls, Sink.this::look));
                    }
                }).bind(InetAddress.getLoopbackAddress(), options.port()).syncUninterruptibly().channel();
    }

    int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    SinkTally tally() {
        return tally;
    }

    private void look() {
        if (options.count() > 0 && tally.acceptedCount() >= options.count()) {
            stop();
        }
    }

    void stop() {
        ended.countDown();
    }

    /** Waits for the end, then tells; 1 if a message came twice or not at all. */
    int report(PrintStream out) throws InterruptedException {
        ended.await();
        if (options.json()) {
            out.println(Json.write(tally.result()));
        } else {
            tally.result().forEach((name, value) -> out.printf("%-11s%s%n", name, Json.write(value)));
        }
        out.flush();
        return tally.duplicateCount() == 0 && tally.missing() == 0 ? 0 : 1;
    }

    /** Sessions have half a second to say goodbye. */
    @Override
    public void close() {
        listener.close();
        loops.shutdownGracefully(500, 1_000, TimeUnit.MILLISECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
