package org.postrider.testing.dns;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A recursive name server on the loopback interface, UDP and TCP on one port. Names that it has no records of do not
 * exist. Single names can fail, answer late, or not answer at all. Safe from any thread.
 */
public final class FakeDns implements AutoCloseable {
    private static final int UDP_LIMIT = 1_232;

    private final DatagramSocket udp;
    private final ServerSocket tcp;
    private final ScheduledExecutorService threads;
    private final Zone zone = new Zone();
    private final Map<String, Duration> delays = new ConcurrentHashMap<>();
    private final Set<String> silent = ConcurrentHashMap.newKeySet();
    private final List<Query> queries = new CopyOnWriteArrayList<>();
    private volatile int ttl = 300;
    private volatile Forgery forgery = (query, reply) -> List.of();

    /** Datagrams that are sent before the true reply to a query, to the same client. */
    public interface Forgery {
        List<byte[]> before(Query query, byte[] reply);
    }

    /** Listens on a free port of 127.0.0.1. */
    public FakeDns() {
        try {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            tcp = new ServerSocket(0, 50, loopback);
            udp = new DatagramSocket(tcp.getLocalPort(), loopback);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads = Executors.newScheduledThreadPool(4, task -> {
            Thread thread = new Thread(task, "fake-dns");
            thread.setDaemon(true);
            return thread;
        });
        threads.execute(this::serveUdp);
        threads.execute(this::serveTcp);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(udp.getLocalAddress(), udp.getLocalPort());
    }

    /** The address as a configuration names it. */
    public String server() {
        return address().getAddress().getHostAddress() + ":" + address().getPort();
    }

    /** TTL of the records that are added from now on, in seconds. */
    public FakeDns ttl(int seconds) {
        ttl = seconds;
        return this;
    }

    /** Whether replies claim to be validated with DNSSEC. */
    public FakeDns authenticated(boolean claimed) {
        zone.authenticated(claimed);
        return this;
    }

    public FakeDns address(String host, String address) {
        try {
            return add(FakeRecord.address(key(host), ttl, InetAddress.getByName(address)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param host a name, or the empty string for the null MX of RFC 7505 */
    public FakeDns mx(String domain, int preference, String host) {
        return add(FakeRecord.mx(key(domain), ttl, preference, host));
    }

    public FakeDns txt(String name, String... strings) {
        return add(FakeRecord.txt(key(name), ttl, strings));
    }

    public FakeDns alias(String name, String target) {
        return add(FakeRecord.name(key(name), FakeRecord.CNAME, ttl, target));
    }

    /** @param reverse e.g. {@code 1.2.0.192.in-addr.arpa} */
    public FakeDns pointer(String reverse, String name) {
        return add(FakeRecord.name(key(reverse), FakeRecord.PTR, ttl, name));
    }

    private FakeDns add(FakeRecord record) {
        zone.add(record);
        return this;
    }

    /** Forgets the records of a name. */
    public FakeDns clear(String name) {
        zone.remove(key(name));
        return this;
    }

    /** Questions about this name are answered with SERVFAIL. */
    public FakeDns fail(String name) {
        zone.fail(key(name));
        return this;
    }

    /** Questions about this name are not answered. */
    public FakeDns blackHole(String name) {
        silent.add(key(name));
        return this;
    }

    /** Questions about this name are answered late. */
    public FakeDns delay(String name, Duration delay) {
        delays.put(key(name), delay);
        return this;
    }

    /** A name is answered in the ordinary way again. */
    public FakeDns heal(String name) {
        zone.heal(key(name));
        silent.remove(key(name));
        delays.remove(key(name));
        return this;
    }

    public FakeDns forge(Forgery newForgery) {
        forgery = newForgery;
        return this;
    }

    /** All questions so far. */
    public List<Query> queries() {
        return List.copyOf(queries);
    }

    private Optional<Reply.Content> reply(Query query) {
        return silent.contains(query.name()) ? Optional.empty() : Optional.of(zone.reply(query));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private void serveUdp() {
        byte[] buffer = new byte[4_096];
        while (!udp.isClosed()) {
            try {
                DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
                udp.receive(packet);
                Query query = Query.read(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()), false,
                        packet.getSocketAddress());
                later(query, () -> reply(query).ifPresent(content -> sendUdp(query, content)));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void later(Query query, Runnable task) {
        queries.add(query);
        Duration delay = delays.getOrDefault(query.name(), Duration.ZERO);
        if (!threads.isShutdown()) {
            threads.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void sendUdp(Query query, Reply.Content content) {
        ByteBuffer reply = Reply.write(query, content, UDP_LIMIT);
        byte[] bytes = new byte[reply.remaining()];
        reply.get(bytes);
        List<byte[]> all = new ArrayList<>(forgery.before(query, bytes));
        all.add(bytes);
        for (byte[] one : all) {
            try {
                udp.send(new DatagramPacket(one, one.length, query.client()));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serveTcp() {
        while (!tcp.isClosed()) {
            try {
                Socket socket = tcp.accept();
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket; DataInputStream in = new DataInputStream(socket.getInputStream())) {
            socket.setSoTimeout(10_000);
            SocketAddress client = socket.getRemoteSocketAddress();
            while (true) {
                byte[] bytes = in.readNBytes(in.readUnsignedShort());
                Query query = Query.read(ByteBuffer.wrap(bytes), true, client);
                queries.add(query);
                Optional<Reply.Content> content = reply(query);
                if (content.isEmpty()) {
                    return;
                }
                ByteBuffer reply = Reply.write(query, content.get(), 65_535);
                byte[] framed = new byte[2 + reply.remaining()];
                ByteBuffer.wrap(framed).putShort((short) reply.remaining()).put(reply);
                socket.getOutputStream().write(framed);
            }
        } catch (IOException e) {
            return; // the client is done, or gone
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        udp.close();
        try {
            tcp.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
