package org.postrider.listener;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.netty.util.NetUtil;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.smtp.ListenerInfo;
import org.postrider.net.ListenerSettings;
import org.postrider.net.SessionEngine;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One configured listener. Settings that are not allowed leave it as it is. */
@Component(service = Listener.class, immediate = true, configurationPid = "org.postrider.listener",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        reference = @Reference(name = "startup", service = Startup.class))
@Designate(ocd = ListenerConfig.class, factory = true)
public final class Listener {

    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);

    private final Engines engines;
    private final Acceptor acceptor;
    private final Port port;
    private volatile ListenerFile file;

    @Activate
    public Listener(
            @Reference(name = "loops") EventLoops loops, @Reference(name = "engines") Engines engines,
            @Reference(name = "metrics") ListenerMetrics metrics, ListenerConfig config,
            Map<String, Object> properties) {
        this.engines = engines;
        this.acceptor = new Acceptor(loops, engines, metrics);
        this.port = new Port(loops, engines, acceptor);
        modified(config, properties);
    }

    @Modified
    void modified(ListenerConfig config, Map<String, Object> properties) {
        file = new ListenerFile(config, properties);
        try {
            port.use(file.settings());
        } catch (IllegalArgumentException e) {
            LOG.error("listener {}: {}: {}; what was in use before stays", file.instance(), file.source(),
                    e.getMessage());
            port.keep(file.source() + ": " + e.getMessage());
        }
    }

    @Deactivate
    void close() {
        port.close();
    }

    /** Open connections, those being refused included. */
    int connections() {
        return acceptor.connections();
    }

    ListenerInfo info() {
        Port.Status status = port.status();
        ListenerSettings settings = status.settings();
        if (settings == null) {
            return new ListenerInfo(file.instance(), "", "", "", 0, status.state(), status.problem(), 0, 0, 0, List.of(),
                    "off");
        }
        SocketAddress place = status.address() == null ? settings.bind() : status.address();
        return new ListenerInfo(settings.name(), settings.role(), settings.protocol(),
                address(place), place instanceof InetSocketAddress port ? port.getPort() : 0, status.state(), status.problem(),
                acceptor.sessions(), acceptor.accepted(), acceptor.refused(),
                engines.of(settings.protocol()).stream().map(SessionEngine::version).toList(),
                settings.tls().mode().name().toLowerCase(Locale.ROOT));
    }

    private static String address(SocketAddress place) {
        if (!(place instanceof InetSocketAddress port)) {
            return place.toString();
        }
        InetAddress address = port.getAddress();
        return address.isAnyLocalAddress() ? "*" : NetUtil.toAddressString(address);
    }
}
