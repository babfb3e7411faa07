package org.postrider.listener;

import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ImmediateEventExecutor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.net.Deadline;
import org.postrider.net.SocketTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of all sockets. They outlive every listener, so sessions outlive the listener they came by. */
@Component(service = EventLoops.class, immediate = true, configurationPid = "org.postrider.listener.loops")
@Designate(ocd = LoopsConfig.class)
public final class EventLoops {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoops.class);
    private static final int MAX_THREADS = 256;
    private static final int MAX_DRAIN_SECONDS = 300;
    private static final int SHUTDOWN_SECONDS = 3;

    private final SocketTransport transport;
    private final EventLoopGroup boss;
    private final EventLoopGroup workers;
    private final ChannelGroup connections = new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE);
    private final int drainSeconds;

    @Activate
    public EventLoops(LoopsConfig config) {
        transport = transport(config.transport());
        int threads = inRange("threads", config.threads(), MAX_THREADS, 0);
        drainSeconds = inRange("drainSeconds", config.drainSeconds(), MAX_DRAIN_SECONDS, SHUTDOWN_SECONDS);
        boss = transport.loops(1, new DefaultThreadFactory("postrider-accept", true));
        workers = transport.loops(threads > 0 ? threads : Runtime.getRuntime().availableProcessors(),
                new DefaultThreadFactory("postrider-io", true));
    }

    @Modified
    void modified() {
        LOG.info("org.postrider.listener.loops: the change counts when the bundle starts next");
    }

    @Deactivate
    void close() {
        connections.forEach(channel -> channel.eventLoop().execute(() -> Deadline.STOPPING.announce(channel)));
        connections.newCloseFuture().awaitUninterruptibly(drainSeconds, TimeUnit.SECONDS);
        Future<?> accepted = boss.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        Future<?> served = workers.shutdownGracefully(0, SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        accepted.awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
        served.awaitUninterruptibly(SHUTDOWN_SECONDS, TimeUnit.SECONDS);
    }

    SocketTransport transport() {
        return transport;
    }

    EventLoopGroup bosses() {
        return boss;
    }

    /** The one loop of {@link #bosses()}. */
    EventLoop boss() {
        return boss.next();
    }

    EventLoopGroup workers() {
        return workers;
    }

    /** Lets a connection be told when the loops stop. */
    void watch(Channel connection) {
        connections.add(connection);
    }

    private static SocketTransport transport(String name) {
        try {
            return SocketTransport.choose(name);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.listener.loops: {}; auto is used", e.getMessage());
            return SocketTransport.choose("auto");
        }
    }

    private static int inRange(String key, int value, int max, int otherwise) {
        if (value >= 0 && value <= max) {
            return value;
        }
        LOG.error("org.postrider.listener.loops: {} is {}; allowed is 0 to {}; {} is used", key, value, max, otherwise);
        return otherwise;
    }
}
