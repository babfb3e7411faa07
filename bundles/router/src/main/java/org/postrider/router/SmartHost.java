package org.postrider.router;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postrider.api.delivery.Route;
import org.postrider.api.message.Domain;

/** Reads the address of a server: {@code host}, {@code host:port}, {@code [host]:port}, {@code [IPv6]:port}. */
final class SmartHost {
    private static final Pattern FORM = Pattern.compile("(?:\\[([^\\[\\]]+)\\]|([^\\[\\]:]+))(?::(\\d{1,5}))?");
    private static final int SMTP = 25;

    private SmartHost() {}

    /** @throws IllegalArgumentException naming the key, what was found and what is allowed */
    static Optional<Route> read(String text) {
        String value = text.strip();
        if (value.isEmpty()) {
            return Optional.empty();
        }
        Matcher m = FORM.matcher(value);
        if (!m.matches()) {
            throw refused(text, "a server is host:port or [address]:port");
        }
        String host = host(text, m.group(1) != null ? m.group(1) : m.group(2));
        int port = m.group(3) == null ? SMTP : Integer.parseInt(m.group(3));
        if (port < 1 || port > 65_535) {
            throw refused(text, "a port is 1 to 65535");
        }
        return Optional.of(new Route("remote", "[" + host + "]:" + port));
    }

    private static String host(String text, String host) {
        try {
            String bare = host.regionMatches(true, 0, "IPv6:", 0, 5) ? host.substring(5) : host;
            if (bare.indexOf(':') >= 0) {
                String literal = new Domain("[IPv6:" + bare + "]").name();
                return literal.substring(6, literal.length() - 1);
            }
            return new Domain(bare).name();
        } catch (IllegalArgumentException e) {
            throw refused(text, e.getMessage());
        }
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("smartHost = " + text + ": " + why);
    }
}
