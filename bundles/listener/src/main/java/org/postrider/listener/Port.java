package org.postrider.listener;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.FutureListener;
import org.postrider.api.smtp.ListenerInfo.State;
import org.postrider.net.ListenerSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server socket of a listener: its port, which may be the file of a Unix domain socket. New settings count when
 * their port is open, and then as a whole; until then those before them do. A port that is taken is tried again, later
 * and later. The first opening waits for an engine, so that no client connects to a server that is still starting.
 *
 * <p>Methods return at once and may be called from any thread; fields belong to the one accepting event loop.
 */
final class Port {

    private static final Logger LOG = LoggerFactory.getLogger(Port.class);
    private static final long FIRST_DELAY = 1;
    private static final long LONGEST_DELAY = 60;
    private static final int CLOSE_SECONDS = 5;

    private final EventLoops loops;
    private final Engines engines;
    private final Acceptor acceptor;
    private final ServerSockets sockets;
    private final EventLoop loop;
    private final Runnable follower = this::engineCame;
    private ListenerSettings wanted;
    private ListenerSettings used;
    private Channel server;
    private Future<?> retry;
    private long delay = FIRST_DELAY;
    private String rejected = "";
    private boolean busy;
    private boolean closed;
    private volatile Status status = new Status(State.CLOSED, null, null, "");

    Port(EventLoops loops, Engines engines, Acceptor acceptor) {
        this.loops = loops;
        this.engines = engines;
        this.acceptor = acceptor;
        this.sockets = new ServerSockets(loops, acceptor);
        this.loop = loops.boss();
        engines.follow(follower);
    }

    Status status() {
        return status;
    }

    /** Uses these settings as soon as their port can be opened. */
    void use(ListenerSettings settings) {
        loop.execute(() -> {
            wanted = settings;
            rejected = "";
            delay = FIRST_DELAY;
            attempt();
        });
    }

    /** Keeps what there is, for a reason that an administrator has to know. */
    void keep(String problem) {
        loop.execute(() -> {
            rejected = problem;
            show(wanted == null ? State.FAILED : status.state(), "");
        });
    }

    /** Closes the port, not the connections. Waits until that is done. */
    void close() {
        engines.unfollow(follower);
        loop.submit(() -> {
            closed = true;
            cancelRetry();
            acceptor.close();
            if (server != null) {
                server.close(); // done when this returns, as it is on the server's loop
            }
        }).awaitUninterruptibly(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    private void engineCame() {
        acceptor.retry();
        loop.execute(this::attempt);
    }

    private void attempt() {
        if (closed || busy || wanted == null || wanted == used && server != null) {
            return;
        }
        cancelRetry();
        if (server != null && wanted.bind().equals(used.bind())) {
            adopt(server, wanted);
        } else if (server == null && engines.of(wanted.protocol()).isEmpty()) {
            show(State.CLOSED, "waits for an engine for " + wanted.protocol());
        } else {
            busy = true;
            open(wanted, this::opened);
        }
    }

    private void opened(ListenerSettings tried, Future<Channel> bound) {
        if (bound.isSuccess()) {
            adopt(bound.getNow(), tried);
        } else if (server != null && isOurs(tried.bind(), bound.cause())) {
            giveWay(tried);
        } else {
            fail(tried, bound.cause());
        }
    }

    /** Opens the same port at another address: the system allows that only when the first is closed. */
    private void giveWay(ListenerSettings tried) {
        ListenerSettings before = used;
        server.close().addListener(gone -> {
            server = null;
            open(tried, (settings, bound) -> {
                if (bound.isSuccess()) {
                    adopt(bound.getNow(), settings);
                } else {
                    open(before, (old, again) -> {
                        server = again.isSuccess() ? again.getNow() : null;
                        fail(tried, bound.cause());
                    });
                }
            });
        });
    }

    private void adopt(Channel opened, ListenerSettings settings) {
        Channel before = server;
        server = opened;
        used = settings;
        busy = false;
        delay = FIRST_DELAY;
        acceptor.settings(settings);
        if (before != opened && before != null) {
            before.close();
        }
        if (closed) {
            opened.close();
            return;
        }
        show(State.OPEN, "");
        LOG.info("listener {}: open on {} for {}, {}", settings.name(), text(address()), settings.role(),
                loops.transport().name());
        attempt(); // there may be newer settings by now
    }

    private void fail(ListenerSettings tried, Throwable cause) {
        busy = false;
        if (closed) {
            return;
        }
        String problem = "cannot open " + text(tried.bind()) + ": " + cause.getMessage();
        show(server == null ? State.FAILED : State.OPEN, problem);
        LOG.error("listener {}: {}; {}tried again in {} s", tried.name(), problem,
                server == null ? "" : "stays on " + text(address()) + "; ", delay);
        retry = loop.schedule(this::attempt, delay, TimeUnit.SECONDS);
        delay = Math.min(2 * delay, LONGEST_DELAY);
        if (wanted != tried) {
            attempt();
        }
    }

    private void open(ListenerSettings settings, Opened then) {
        if (server == null) {
            acceptor.settings(settings);
        }
        sockets.open(settings).addListener((FutureListener<Channel>) bound -> then.tried(settings, bound));
    }

    private void show(State state, String problem) {
        status = new Status(state, used == null ? wanted : used, server == null ? null : address(),
                problem.isEmpty() ? rejected : problem);
    }

    /** Where the server listens. Its socket knows under which number, but of a file only what it was called at first. */
    private SocketAddress address() {
        return used.bind() instanceof SocketFile ? used.bind() : server.localAddress();
    }

    private void cancelRetry() {
        if (retry != null) {
            retry.cancel(false);
            retry = null;
        }
    }

    private boolean isOurs(SocketAddress tried, Throwable cause) {
        boolean taken = String.valueOf(cause.getMessage()).contains("in use"); // NIO and epoll have no type in common
        return taken && tried instanceof InetSocketAddress one && used.bind() instanceof InetSocketAddress other
                && one.getPort() == other.getPort();
    }

    private static String text(SocketAddress address) {
        return address instanceof InetSocketAddress port ? NetUtil.toSocketAddressString(port) : address.toString();
    }

    @FunctionalInterface
    private interface Opened {
        void tried(ListenerSettings settings, Future<Channel> bound);
    }

    /**
     * How it stands.
     *
     * @param settings those in use, or those that shall be; null if there were none yet
     * @param address null while the port is not open
     */
    record Status(State state, ListenerSettings settings, SocketAddress address, String problem) {}
}
