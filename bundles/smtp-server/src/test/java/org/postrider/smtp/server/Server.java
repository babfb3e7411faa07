package org.postrider.smtp.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import org.osgi.framework.Version;
import org.postrider.api.directory.Authenticator;
import org.postrider.api.directory.Directory;
import org.postrider.api.event.MailEvent;
import org.postrider.api.filter.Filters;
import org.postrider.api.queue.Spool;
import org.postrider.api.sasl.SaslMechanism;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.trace.Trace;
import org.postrider.net.Admission;
import org.postrider.net.Connection;
import org.postrider.net.ConnectionLimits;
import org.postrider.net.Endpoints;
import org.postrider.net.ListenerSettings;
import org.postrider.net.Network;
import org.postrider.net.TlsContexts;
import org.postrider.net.TlsSettings;
import org.postrider.net.Trust;
import org.postrider.testing.config.Configured;
import org.postrider.testing.fake.FixedDirectory;
import org.postrider.testing.fake.MemorySpool;
import org.postrider.testing.fake.RecordedEvents;
import org.postrider.testing.fake.RecordedMetrics;
import org.postrider.testing.fake.RecordedTraces;
import org.postrider.testing.fake.ScriptedFilters;

/** A server on loopback with the platform's services in memory, of which any can be taken away. */
final class Server implements Services, AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    final MemorySpool spool = new MemorySpool();
    final FixedDirectory directory = FixedDirectory.localhost();
    final ScriptedFilters filters = new ScriptedFilters();
    final RecordedTraces traces = new RecordedTraces();
    final RecordedEvents events = new RecordedEvents();
    final RecordedMetrics metrics = new RecordedMetrics();
    final Sessions sessions = new Sessions(this);
    volatile Optional<Spool> spoolNow = Optional.of(spool);
    volatile Optional<Directory> directoryNow = Optional.of(directory);
    volatile Optional<Filters> filtersNow = Optional.of(filters);
    volatile Optional<Authenticator> authenticator = Optional.empty();
    volatile List<SaslMechanism> mechanisms = List.of();
    volatile Admission admission = Admission.ADMITTED;
    volatile List<Network> relayNetworks = List.of();
    volatile List<Network> xclientNetworks = List.of();
    volatile String role = "mx";
    volatile boolean unixSocket;
    volatile ConnectionLimits limits = ConnectionLimits.defaults();
    volatile TlsSettings tls = TlsSettings.OFF;
    volatile Optional<TlsContexts> certificates = Optional.empty();

    static final ExtensionOrigin ORIGIN = new ExtensionOrigin(7, "org.example.extension", Version.emptyVersion);

    final InstalledExtensions extensions = new InstalledExtensions();

    volatile int memoryInUse;
    volatile boolean settled = true;

    private final MemoryBudget memory = new MemoryBudget(() -> memoryInUse, () -> 0, System::nanoTime, () -> { });
    private final Map<String, Object> config = new HashMap<>();
    private final Meters meters = Meters.in(metrics);
    private final EventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private Channel listening;

    Server with(String key, Object value) {
        config.put(key, value);
        return this;
    }

    Server sessionsOfListener(int most) {
        limits = new ConnectionLimits(most, most, most, most, 1000, List.of());
        return this;
    }

    Server start() {
        SessionPolicy policy = SessionPolicy.of(Configured.with(SmtpServerConfiguration.class, config));
        memory.limit(policy.memoryLimit());
        listening = new ServerBootstrap().group(loops).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (!sessions.begin(connection(channel), policy)) {
                            channel.close();
                        }
                    }
                }).bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();
        return this;
    }

    private Connection connection(Channel channel) {
        Endpoints endpoints = unixSocket ? Endpoints.UNIX_SOCKET : new Endpoints(
                (InetSocketAddress) channel.remoteAddress(), (InetSocketAddress) channel.localAddress());
        return new Connection(channel, endpoints, settings(), admission);
    }

    private ListenerSettings settings() {
        return new ListenerSettings("test", "smtp", role, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new Trust(relayNetworks, List.of(), xclientNetworks), limits, tls);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listening.localAddress();
    }

    /** A client that has not read the greeting. */
    Talk connect() throws IOException {
        return new Talk(address());
    }

    /** A client that has said EHLO. */
    Talk greeted() throws IOException {
        Talk talk = connect();
        talk.expect("220");
        talk.ask("EHLO client.example", "250");
        return talk;
    }

    @Override
    public boolean isSettled() {
        return settled;
    }

    @Override
    public Optional<Spool> spool() {
        return spoolNow;
    }

    @Override
    public Optional<Directory> directory() {
        return directoryNow;
    }

    @Override
    public Optional<Filters> filters() {
        return filtersNow;
    }

    @Override
    public Optional<TlsContexts> certificates() {
        return certificates;
    }

    @Override
    public Optional<Authenticator> authenticator() {
        return authenticator;
    }

    @Override
    public List<SaslMechanism> mechanisms() {
        return mechanisms;
    }

    @Override
    public ExtensionSet extensions() {
        return extensions.current();
    }

    @Override
    public void keep(Trace trace) {
        traces.keep(trace);
    }

    @Override
    public void publish(MailEvent event) {
        events.publish(event);
    }

    @Override
    public MemoryBudget memory() {
        return memory;
    }

    @Override
    public Meters meters() {
        return meters;
    }

    @Override
    public void close() {
        if (listening != null) {
            listening.close().syncUninterruptibly();
        }
        loops.shutdownGracefully(0, 5, java.util.concurrent.TimeUnit.SECONDS).syncUninterruptibly();
    }

    void install(SmtpExtension extension) {
        extensions.add(extension, ORIGIN);
    }
}
