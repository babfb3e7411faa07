package org.postrider.listener;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;

import org.postrider.net.ClientAuthorities;
import org.postrider.net.ConnectionLimits;
import org.postrider.net.ListenerSettings;
import org.postrider.net.Network;
import org.postrider.net.TlsMode;
import org.postrider.net.TlsSettings;
import org.postrider.net.Trust;

/**
 * A listener as an administrator wrote it.
 *
 * @param config its keys
 * @param properties the same as they stand there, and where they come from
 */
record ListenerFile(ListenerConfig config, Map<String, Object> properties) {

    private static final int MAX_PORT = 65_535;
    private static final Path HOME = Path.of(System.getProperty("postrider.home", ""));

    /** The name of the file, or the PID if there is none. */
    String source() {
        String file = String.valueOf(properties.getOrDefault("felix.fileinstall.filename", pid()));
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** What the name of the file calls the listener. */
    String instance() {
        return pid().substring(Math.max(pid().lastIndexOf('~'), pid().lastIndexOf('.')) + 1);
    }

    /** @throws IllegalArgumentException if a value is not allowed; the message says which, and what is allowed */
    ListenerSettings settings() {
        String name = config.name().isBlank() ? instance() : config.name();
        return new ListenerSettings(name, config.protocol(), config.role(), bind(), trust(), limits(), tls());
    }

    private Trust trust() {
        return new Trust(networks("relayNetworks", config.relayNetworks()), proxies(),
                networks("xclientNetworks", config.xclientNetworks()));
    }

    private List<Network> proxies() {
        List<Network> proxies = networks("proxyNetworks", config.proxyNetworks());
        return switch (config.proxyProtocol()) {
            case "off" -> List.of();
            case "on" -> {
                if (proxies.isEmpty()) { // whoever could connect could say to be anybody
                    throw new IllegalArgumentException("proxyNetworks is empty; with proxyProtocol = on it names the"
                            + " proxies, e.g. 127.0.0.1");
                }
                yield proxies;
            }
            default -> throw new IllegalArgumentException(
                    "proxyProtocol is \"" + config.proxyProtocol() + "\"; allowed is off or on");
        };
    }

    private TlsSettings tls() {
        return new TlsSettings(mode(), config.tlsRequired(), clients());
    }

    private TlsMode mode() {
        String text = isGiven("tls") ? config.tls() : isGiven("socket") ? "off" : ListenerConfig.DEFAULT_TLS;
        return switch (text) {
            case "off" -> TlsMode.OFF;
            case "starttls" -> TlsMode.STARTTLS;
            case "implicit" -> TlsMode.IMPLICIT;
            default -> throw new IllegalArgumentException(
                    "tls is \"" + text + "\"; allowed is off, starttls or implicit");
        };
    }

    private Optional<ClientAuthorities> clients() {
        return switch (config.clientCertificates()) {
            case "off" -> Optional.empty();
            case "optional" -> Optional.of(authorities(config.clientAuthorities().strip()));
            default -> throw new IllegalArgumentException(
                    "clientCertificates is \"" + config.clientCertificates() + "\"; allowed is off or optional");
        };
    }

    private static ClientAuthorities authorities(String file) {
        if (file.isEmpty()) {
            throw new IllegalArgumentException("clientAuthorities is empty; with clientCertificates = optional it is a"
                    + " file of certificates in PEM");
        }
        try {
            return ClientAuthorities.read(Path.of(file));
        } catch (IllegalArgumentException e) { // an invalid path is one
            throw new IllegalArgumentException("clientAuthorities: " + e.getMessage(), e);
        }
    }

    private ConnectionLimits limits() {
        return new ConnectionLimits(
                number("backlog", config::backlog), number("maxConnections", config::maxConnections),
                number("maxSessions", config::maxSessions), number("maxPerClient", config::maxPerClient),
                number("maxNewPerMinute", config::maxNewPerMinute),
                networks("trustedNetworks", config.trustedNetworks()));
    }

    private SocketAddress bind() {
        if (isGiven("socket")) {
            refuseBeside("one of the two", "host", "port");
            refuseBeside("none, for clients of a socket have no address", "relayNetworks", "xclientNetworks");
            refuseProxies();
            return SocketFile.of(HOME, config.socket().strip(), config.socketMode().strip());
        }
        int port = isGiven("port") ? number("port", config::port) : Integer.parseInt(ListenerConfig.DEFAULT_PORT);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port is " + port + "; allowed is 0 to " + MAX_PORT);
        }
        String host = isGiven("host") ? config.host().strip() : ListenerConfig.DEFAULT_HOST;
        return host.equals("*") ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    private void refuseBeside(String allowed, String... keys) {
        for (String key : keys) {
            if (isGiven(key)) {
                throw new IllegalArgumentException("socket is \"" + config.socket() + "\" and " + key + " is \""
                        + properties.get(key) + "\"; allowed is " + allowed);
            }
        }
    }

    private void refuseProxies() {
        if (!config.proxyProtocol().equals("off")) {
            throw new IllegalArgumentException("socket is \"" + config.socket() + "\" and proxyProtocol is \""
                    + config.proxyProtocol() + "\"; allowed is off, for clients of a socket have no address");
        }
    }

    private boolean isGiven(String key) {
        return !String.valueOf(properties.getOrDefault(key, "")).isBlank();
    }

    private static List<Network> networks(String key, String text) {
        try {
            return Arrays.stream(text.split(","))
                    .map(String::strip).filter(one -> !one.isEmpty()).map(Network::parse).toList();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }

    private int number(String key, IntSupplier read) {
        try {
            return read.getAsInt();
        } catch (RuntimeException e) { // what the runtime throws for text that is no number
            throw new IllegalArgumentException(key + " is \"" + properties.get(key) + "\"; allowed is a number", e);
        }
    }

    private String pid() {
        return String.valueOf(properties.getOrDefault("service.pid", ""));
    }
}
