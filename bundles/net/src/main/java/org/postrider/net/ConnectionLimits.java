package org.postrider.net;

import java.util.List;

/**
 * How many connections a listener takes. A client is one IPv4 address or one IPv6 /64.
 *
 * @param backlog connections that the system holds until they are accepted, 1 to 65,535
 * @param maxConnections open connections at all, those being refused included; one more is closed without a word
 * @param maxSessions sessions at once, 1 to maxConnections
 * @param maxPerClient sessions of one client at once, at least 1
 * @param maxNewPerMinute new sessions of one client in any minute, at least 1
 * @param trusted clients for whom maxPerClient and maxNewPerMinute do not count, e.g. a proxy
 */
public record ConnectionLimits(
        int backlog, int maxConnections, int maxSessions, int maxPerClient, int maxNewPerMinute,
        List<Network> trusted) {

    /** @throws IllegalArgumentException if a limit is out of range; the message says which */
    public ConnectionLimits {
        inRange("backlog", backlog, 65_535);
        inRange("maxConnections", maxConnections, 1_000_000);
        inRange("maxSessions", maxSessions, maxConnections);
        inRange("maxPerClient", maxPerClient, 1_000_000);
        inRange("maxNewPerMinute", maxNewPerMinute, 1_000_000);
        trusted = List.copyOf(trusted);
    }

    /** What a listener has that is configured with nothing else; loopback is trusted. */
    public static ConnectionLimits defaults() {
        return new ConnectionLimits(1024, 4000, 2000, 50, 300, Network.LOOPBACK);
    }

    private static void inRange(String key, int value, int max) {
        if (value < 1 || value > max) {
            throw new IllegalArgumentException(key + " is " + value + "; allowed is 1 to " + max);
        }
    }
}
