package org.postrider.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * Which server, and how it is spoken to.
 *
 * @param login whose mail it is; empty without AUTH
 */
record Target(String host, InetSocketAddress address, Security security, boolean lmtp, Optional<Login> login) {

    /** When encryption begins. */
    enum Security { NONE, STARTTLS, IMPLICIT }

    /** An account and its password. */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    static final int USUAL_PORT = 2525;

    /**
     * Reads {@code HOST[:PORT]}, an IPv6 address in brackets.
     *
     * @param permitted the one host that is no address of this machine and may be loaded all the same
     * @throws IllegalArgumentException if there is no such host, or it may not be loaded
     */
    static InetSocketAddress address(String place, Optional<String> permitted) {
        String host = host(place);
        String port = place.substring(place.startsWith("[") ? host.length() + 2 : host.length());
        if (!port.matches("|:\\d{1,5}") || port.length() > 1 && Integer.parseInt(port.substring(1)) > 65_535) {
            throw new IllegalArgumentException("found " + place + ", allowed HOST, HOST:PORT or [IPv6]:PORT");
        }
        try {
            InetAddress address = InetAddress.getByName(host);
            if (!address.isLoopbackAddress() && !permitted.filter(host::equals).isPresent()) {
                throw new IllegalArgumentException(host + " is another machine: loading it takes its owner's consent"
                        + " and --yes-i-may-load " + host);
            }
            return new InetSocketAddress(address, port.isEmpty() ? USUAL_PORT : Integer.parseInt(port.substring(1)));
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("no such host: " + host, e);
        }
    }

    static String host(String place) {
        int end = place.startsWith("[") ? place.indexOf(']') : place.indexOf(':');
        String host = place.substring(place.startsWith("[") ? 1 : 0, end < 0 ? place.length() : end);
        if (host.isEmpty()) {
            throw new IllegalArgumentException("found " + place + ", allowed HOST, HOST:PORT or [IPv6]:PORT");
        }
        return host;
    }
}
