package org.postrider.listener;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.postrider.net.ConnectionLimits;
import org.postrider.net.ListenerSettings;
import org.postrider.net.Network;

/**
 * A listener as an administrator wrote it.
 *
 * @param source the file, or the PID if there is none
 * @param instance what the file calls the listener
 * @param config its keys
 */
record ListenerFile(String source, String instance, ListenerConfig config) {

    private static final int MAX_PORT = 65_535;

    static ListenerFile of(ListenerConfig config, Map<String, Object> properties) {
        String pid = String.valueOf(properties.getOrDefault("service.pid", ""));
        String file = String.valueOf(properties.getOrDefault("felix.fileinstall.filename", pid));
        String instance = pid.substring(Math.max(pid.lastIndexOf('~'), pid.lastIndexOf('.')) + 1);
        return new ListenerFile(file.substring(file.lastIndexOf('/') + 1), instance, config);
    }

    /** @throws IllegalArgumentException if a value is not allowed; the message says which, and what is allowed */
    ListenerSettings settings() {
        String name = config.name().isBlank() ? instance : config.name();
        return new ListenerSettings(name, config.protocol(), config.role(), bind(),
                networks("relayNetworks", config.relayNetworks()), limits());
    }

    private ConnectionLimits limits() {
        return new ConnectionLimits(
                value("backlog", config::backlog), value("maxConnections", config::maxConnections),
                value("maxSessions", config::maxSessions), value("maxPerClient", config::maxPerClient),
                value("maxNewPerMinute", config::maxNewPerMinute),
                networks("trustedNetworks", config.trustedNetworks()));
    }

    private InetSocketAddress bind() {
        int port = value("port", config::port);
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port is " + port + "; allowed is 0 to " + MAX_PORT);
        }
        String host = config.host().strip();
        return host.equals("*") ? new InetSocketAddress(port) : new InetSocketAddress(host, port);
    }

    private static List<Network> networks(String key, String text) {
        return value(key, () -> Arrays.stream(text.split(","))
                .map(String::strip).filter(one -> !one.isEmpty()).map(Network::parse).toList());
    }

    private static <T> T value(String key, Supplier<T> read) {
        try {
            return read.get();
        } catch (RuntimeException e) { // reading an attribute that is no number fails with an exception of the runtime
            throw new IllegalArgumentException(key + ": " + e.getMessage(), e);
        }
    }
}
