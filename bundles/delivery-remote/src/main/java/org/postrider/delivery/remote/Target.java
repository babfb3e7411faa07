package org.postrider.delivery.remote;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a route leads: a domain, whose mail exchangers are looked up, or one server.
 *
 * @param host domain, host name or IP address, without brackets
 * @param exchangers whether its mail exchangers are to be looked up
 * @param port if the route names one
 */
record Target(String host, boolean exchangers, OptionalInt port) {
    private static final Pattern SERVER =
            Pattern.compile("\\[([^\\[\\]]+)\\](?::(\\d{1,5}))?|([^\\[\\]:]+):(\\d{1,5})");

    /**
     * @param destination {@code domain}, {@code host:port}, {@code [host]} or {@code [host]:port}
     * @throws IllegalArgumentException if it is none of them
     */
    static Target of(String destination) {
        Matcher m = SERVER.matcher(destination);
        if (m.matches()) {
            String host = m.group(1) != null ? m.group(1) : m.group(3);
            String port = m.group(2) != null ? m.group(2) : m.group(4);
            return new Target(host, false, port == null ? OptionalInt.empty() : OptionalInt.of(port(port)));
        }
        if (destination.isEmpty() || destination.matches(".*[\\[\\]:\\s].*")) {
            throw new IllegalArgumentException("a destination is domain, host:port or [host]:port, not " + destination);
        }
        return new Target(destination, true, OptionalInt.empty());
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + text);
        }
        return port;
    }
}
