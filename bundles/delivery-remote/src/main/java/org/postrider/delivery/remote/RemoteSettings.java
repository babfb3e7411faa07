package org.postrider.delivery.remote;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.postrider.api.message.Domain;
import org.postrider.smtp.protocol.client.ClientTimeouts;

/**
 * The configuration, checked.
 *
 * @param hostname what we call ourselves, as it stands in EHLO
 * @param port of servers that are named without one
 * @param bind address to connect from
 * @param connect how long a connection may take, RFC 5321 4.5.3.2
 */
record RemoteSettings(
        String hostname, int port, Optional<InetAddress> bind, Duration connect, ClientTimeouts timeouts) {

    /** @throws IllegalArgumentException naming the key, what was found and what is allowed */
    static RemoteSettings of(RemoteConfig config) {
        if (config.port() < 1 || config.port() > 65_535) {
            throw new IllegalArgumentException("port = " + config.port() + ": allowed is 1 to 65535");
        }
        Duration connect = DurationText.read(
                "connectTimeout", config.connectTimeout(), Duration.ofMillis(10), Duration.ofMinutes(10));
        ClientTimeouts timeouts = new ClientTimeouts(
                timeout("bannerTimeout", config.bannerTimeout()),
                timeout("commandTimeout", config.commandTimeout()),
                timeout("dataTimeout", config.dataTimeout()),
                timeout("blockTimeout", config.blockTimeout()),
                timeout("finalTimeout", config.finalTimeout()));
        return new RemoteSettings(hostname(config.hostname()), config.port(), bind(config.bindAddress()), connect,
                timeouts);
    }

    private static Duration timeout(String key, String text) {
        return DurationText.read(key, text, Duration.ofMillis(10), Duration.ofHours(1));
    }

    private static String hostname(String text) {
        try {
            return new Domain(text.strip()).name();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("hostname = " + text + ": " + e.getMessage(), e);
        }
    }

    private static Optional<InetAddress> bind(String text) {
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(IpLiteral.read(text.strip()).orElseThrow(() ->
                new IllegalArgumentException("bindAddress = " + text + ": it must be an IP address")));
    }
}
