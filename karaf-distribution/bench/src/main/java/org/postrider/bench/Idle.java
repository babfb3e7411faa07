package org.postrider.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.postrider.json.Json;
import org.postrider.net.SocketTransport;

/** Opens connections, waits for the greeting of each, holds them, and tells what each cost the server in memory. */
final class Idle {

    private static final int AT_ONCE = 200;

    private final LoadOptions options;
    private final PrintStream out;
    private final AtomicInteger greeted = new AtomicInteger();
    private final AtomicInteger lost = new AtomicInteger();
    private final Semaphore opening = new Semaphore(AT_ONCE);
    private final CountDownLatch ended = new CountDownLatch(1);

    Idle(LoadOptions options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    int run() throws InterruptedException {
        Optional<ProcessCost> server = options.extras().pid().isPresent()
                ? Optional.of(new ProcessCost(options.extras().pid().getAsLong())) : Optional.empty();
        OptionalLong rss = server.map(ProcessCost::residentKb).orElse(OptionalLong.empty());
        OptionalLong pss = server.map(ProcessCost::proportionalKb).orElse(OptionalLong.empty());
        SocketTransport transport = SocketTransport.choose("auto");
        EventLoopGroup loops = transport.loops(1, new DefaultThreadFactory("bench", true));
        try {
            open(new Bootstrap().group(loops).channelFactory(transport.client())
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) options.pace().timeout().toMillis()));
            ended.await(options.pace().seconds().toMillis(), TimeUnit.MILLISECONDS);
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("connections", greeted.get());
            result.put("lost", options.extras().idle() - greeted.get() + lost.get());
            result.put("server_rss_kb_each", each(rss, server.map(ProcessCost::residentKb).orElse(OptionalLong.empty())));
            result.put("server_pss_kb_each", each(pss, server.map(ProcessCost::proportionalKb).orElse(OptionalLong.empty())));
            print(result);
            return greeted.get() == options.extras().idle() && lost.get() == 0 ? 0 : 1;
        } finally {
            loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
        }
    }

    void stop() {
        ended.countDown();
    }

    /** Not more than {@value #AT_ONCE} at once wait for their greeting; each has its deadline. */
    private void open(Bootstrap bootstrap) throws InterruptedException {
        long patience = options.pace().timeout().toMillis();
        for (int i = 0; i < options.extras().idle() && ended.getCount() > 0; i++) {
            if (!opening.tryAcquire(patience, TimeUnit.MILLISECONDS)) {
                return;
            }
            bootstrap.clone().handler(new Held()).connect(options.target().address());
        }
        opening.tryAcquire(AT_ONCE, patience, TimeUnit.MILLISECONDS);
    }

    private Optional<Double> each(OptionalLong before, OptionalLong after) {
        return before.isEmpty() || after.isEmpty() || greeted.get() == 0 ? Optional.empty()
                : Optional.of((after.getAsLong() - before.getAsLong()) * 100 / greeted.get() / 100.0);
    }

    private void print(Map<String, Object> result) {
        if (options.extras().json()) {
            out.println(Json.write(result));
        } else {
            result.forEach((name, value) -> out.printf("%-20s %s%n", name, Json.write(value)));
        }
    }

    private final class Held extends ChannelInboundHandlerAdapter {

        private boolean heard;

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
            if (!heard) {
                heard = true;
                greeted.incrementAndGet();
                opening.release();
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            if (heard) {
                lost.incrementAndGet();
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }

        @Override
        public void channelUnregistered(ChannelHandlerContext ctx) {
            if (!heard) {
                opening.release();
            }
        }
    }
}
