package org.postrider.delivery.remote;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import org.postrider.api.message.Domain;

/** Reads IP addresses as they are written. Nothing is ever looked up. */
final class IpLiteral {

    private IpLiteral() {}

    /** @param text e.g. {@code 192.0.2.1}, {@code 2001:db8::1} or {@code IPv6:2001:db8::1} */
    static Optional<InetAddress> read(String text) {
        String bare = text.regionMatches(true, 0, "IPv6:", 0, 5) ? text.substring(5) : text;
        try {
            boolean six = bare.indexOf(':') >= 0;
            String literal = new Domain(six ? "[IPv6:" + bare + "]" : "[" + bare + "]").name();
            return Optional.of(InetAddress.getByName(literal.substring(six ? 6 : 1, literal.length() - 1)));
        } catch (IllegalArgumentException | UnknownHostException e) {
            return Optional.empty();
        }
    }
}
