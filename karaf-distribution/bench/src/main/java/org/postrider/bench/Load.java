package org.postrider.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.postrider.api.smtp.Reply;
import org.postrider.bench.Target.Security;
import org.postrider.net.SocketTransport;

/**
 * One run: a number of sessions side by side, each on an event loop and followed by the next one for as long as there
 * is mail to send. One that fails to get through {@value #PATIENCE} times in a row gives up.
 */
final class Load implements AutoCloseable {

    private static final int PATIENCE = 10;
    private static final int PAUSE_MILLIS = 100;

    private final LoadOptions options;
    private final Pace pace;
    private final Tally tally;
    private final Script script;
    private final Encryption encryption;
    private final Tickets tickets;
    private final CountDownLatch running;
    private final EventLoopGroup loops;
    private final Bootstrap bootstrap;

    Load(LoadOptions options, Pace pace, Tally tally, String run) {
        this.options = options;
        this.pace = pace;
        this.tally = tally;
        this.script = new Script(options.mail(), run);
        this.encryption = options.target().security() == Security.NONE ? null
                : Encryption.of(options.target(), options.extras().insecure());
        this.tickets = new Tickets(pace, System.nanoTime());
        this.running = new CountDownLatch(pace.sessions());
        SocketTransport transport = SocketTransport.choose("auto");
        int threads = Math.max(1, Math.min(pace.sessions(), Runtime.getRuntime().availableProcessors() / 2));
        this.loops = transport.loops(threads, new DefaultThreadFactory("bench", true));
        this.bootstrap = new Bootstrap().group(loops).channelFactory(transport.client())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) pace.timeout().toMillis());
    }

    void start() {
        for (int i = 0; i < pace.sessions(); i++) {
            new Seat().open();
        }
    }

    /** Waits for the end; false if it has not come in that time. */
    boolean await(long millis) throws InterruptedException {
        return running.await(millis, TimeUnit.MILLISECONDS);
    }

    /** No message is begun any more; those that were are still waited for. */
    void stop() {
        tickets.close();
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }

    /** One of the sessions that run side by side: a connection, and the next one when it has ended. */
    private final class Seat implements Lane {

        private long began;
        private int unlucky;

        void open() {
            began = System.nanoTime();
            ChannelFuture opened = bootstrap.clone().handler(new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel channel) {
                    if (options.target().security() == Security.IMPLICIT) {
                        channel.pipeline().addLast(encryption.handler(channel.alloc(), pace.timeout()));
                    }
                    channel.pipeline().addLast(new Replies(),
                            new LoadSession(options.target(), pace, script, Seat.this, encryption));
                }
            }).connect(options.target().address());
            opened.addListener(done -> {
                if (!done.isSuccess()) {
                    failure("connect", String.valueOf(done.cause().getMessage()));
                }
                opened.channel().closeFuture().addListener(closed -> again());
            });
        }

        private void again() {
            if (tickets.isOver(System.nanoTime()) || unlucky >= PATIENCE) {
                running.countDown();
            } else if (unlucky == 0) {
                open();
            } else {
                loops.next().schedule(this::open, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
        }

        @Override
        public OptionalLong take() {
            return tickets.take(System.nanoTime());
        }

        @Override
        public long delay(long message) {
            return tickets.delay(message, System.nanoTime());
        }

        @Override
        public void begun() {
            tally.begun();
        }

        @Override
        public void acknowledged(long nanos) {
            unlucky = 0;
            tally.acknowledged(nanos, script.template().size());
        }

        @Override
        public void refused() {
            unlucky = 0;
            tally.refused();
        }

        @Override
        public void greeted() {
            tally.connected(System.nanoTime() - began);
        }

        @Override
        public void failure(Reply reply) {
            tally.failure(String.valueOf(reply.code()), reply.toString().strip());
            unlucky++;
        }

        @Override
        public void failure(String kind, String text) {
            tally.failure(kind, text);
            unlucky++;
        }
    }
}
