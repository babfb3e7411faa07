package org.postrider.listener;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.NetUtil;
import org.postrider.listener.Admissions.Slot;
import org.postrider.net.Admission;
import org.postrider.net.Connection;
import org.postrider.net.Endpoints;
import org.postrider.net.ListenerSettings;
import org.postrider.net.SessionEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the connections of a listener and hands them to the newest engine that takes them. */
final class Acceptor extends ChannelInitializer<Channel> {

    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);
    private static final long LOG_INTERVAL = TimeUnit.MINUTES.toNanos(1);

    private final EventLoops loops;
    private final Engines engines;
    private final ListenerMetrics metrics;
    private final Admissions admissions = new Admissions(System::nanoTime);
    private final AtomicInteger connections = new AtomicInteger();
    private final LongAdder accepted = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final AtomicLong nextLog = new AtomicLong(System.nanoTime());
    private final Set<WaitingConnection> waiting = ConcurrentHashMap.newKeySet();
    private volatile ListenerSettings settings;

    Acceptor(EventLoops loops, Engines engines, ListenerMetrics metrics) {
        this.loops = loops;
        this.engines = engines;
        this.metrics = metrics;
    }

    /** What counts for new connections. */
    void settings(ListenerSettings settings) {
        this.settings = settings;
    }

    int sessions() {
        return admissions.sessions();
    }

    int connections() {
        return connections.get();
    }

    long accepted() {
        return accepted.sum();
    }

    long refused() {
        return refused.sum();
    }

    /** Offers the connections that wait to the engines. */
    void retry() {
        waiting.forEach(WaitingConnection::retry);
    }

    /** Gives the connections that wait up. Those with an engine go on. */
    void close() {
        waiting.forEach(WaitingConnection::close);
    }

    void forget(WaitingConnection connection) {
        if (waiting.remove(connection)) {
            metrics.unparked();
        }
    }

    @Override
    protected void initChannel(Channel channel) {
        ListenerSettings now = settings;
        Optional<Endpoints> socket = endpoints(channel);
        if (socket.isEmpty()) {
            channel.close(); // gone before it was accepted
            return;
        }
        if (connections.incrementAndGet() > now.limits().maxConnections()) {
            connections.decrementAndGet();
            refuse(now, socket.get(), "too many connections");
            channel.close();
            return;
        }
        watch(channel);
        if (now.trust().expectsProxies()) {
            meet(channel, now, socket.get());
        } else {
            take(channel, now, socket.get());
        }
    }

    private static Optional<Endpoints> endpoints(Channel channel) {
        if (!(channel instanceof SocketChannel)) { // which in Netty has ports
            return Optional.of(Endpoints.UNIX_SOCKET);
        }
        return channel.remoteAddress() instanceof InetSocketAddress client
                && channel.localAddress() instanceof InetSocketAddress server
                ? Optional.of(new Endpoints(client, server)) : Optional.empty();
    }

    private void watch(Channel channel) {
        metrics.opened();
        loops.watch(channel);
        channel.closeFuture().addListener(closed -> {
            connections.decrementAndGet();
            metrics.closed();
        });
    }

    /** Somebody connects to a port that is for proxies only. */
    private void meet(Channel channel, ListenerSettings now, Endpoints socket) {
        if (now.trust().isProxy(socket)) {
            channel.pipeline().addLast(new ProxyGate(
                    header -> take(channel, now, header.endpoints().orElse(socket)),
                    why -> refuse(now, socket, why)));
        } else {
            refuse(now, socket, "not one of proxyNetworks");
            channel.close();
        }
    }

    private void take(Channel channel, ListenerSettings now, Endpoints endpoints) {
        Slot slot = admissions.admit(endpoints, now.limits());
        channel.closeFuture().addListener(closed -> admissions.release(slot));
        Admission admission = slot.admission();
        if (!admission.isAdmitted()) {
            refuse(now, endpoints, admission);
        }
        offerOrPark(new Connection(channel, endpoints, now, admission));
    }

    private void offerOrPark(Connection connection) {
        if (offer(connection)) {
            return;
        }
        if (!connection.admission().isAdmitted()) {
            connection.channel().close(); // nobody to say why
            return;
        }
        WaitingConnection parked = new WaitingConnection(connection, this);
        waiting.add(parked);
        metrics.parked();
        parked.begin();
        parked.retry(); // an engine may have come before it was among those that wait
    }

    /** Whether an engine has taken the connection, or failed to, which closes it. */
    boolean offer(Connection connection) {
        for (SessionEngine engine : engines.of(connection.settings().protocol())) {
            try {
                if (engine.accept(connection)) {
                    accepted.increment();
                    metrics.accepted();
                    return true;
                }
            } catch (RuntimeException | LinkageError e) { // what it has installed is unknown, so nobody else can take it
                LOG.error("listener {}: the engine of version {} failed to take a connection: {}",
                        connection.settings().name(), engine.version(), e.toString());
                connection.channel().close();
                return true;
            }
        }
        return false;
    }

    private void refuse(ListenerSettings now, Endpoints endpoints, Object why) {
        refused.increment();
        metrics.refused();
        long due = nextLog.get();
        long time = System.nanoTime();
        if (time - due >= 0 && nextLog.compareAndSet(due, time + LOG_INTERVAL)) { // a flood is one line a minute
            LOG.warn("listener {}: refuses {}: {}; {} sessions, {} connections, {} refused since the start",
                    now.name(), client(endpoints), why, sessions(), connections(), refused());
        }
    }

    private static String client(Endpoints endpoints) {
        return endpoints.unixSocket()
                ? "a client of the Unix socket" : NetUtil.toAddressString(endpoints.client().getAddress());
    }
}
