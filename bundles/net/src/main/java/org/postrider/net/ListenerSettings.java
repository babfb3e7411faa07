package org.postrider.net;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * How a listener is configured.
 *
 * @param name identifies the listener, e.g. {@code mx}; up to 64 letters, digits, dots, dashes and underscores
 * @param protocol which engines get its connections, e.g. {@code smtp}
 * @param role what the engine shall do there, e.g. {@code mx}, {@code submission}, {@code lmtp}, {@code closed}
 * @param bind address and port, resolved, where port 0 lets the system choose; or a Unix domain socket
 * @param trust whose clients may do what others may not
 * @param limits how many connections it takes
 * @param tls how it encrypts
 */
public record ListenerSettings(
        String name, String protocol, String role, SocketAddress bind, Trust trust,
        ConnectionLimits limits, TlsSettings tls) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern WORD = Pattern.compile("[a-z][a-z0-9-]{0,31}");

    /** @throws IllegalArgumentException if a value is not allowed; the message says which */
    public ListenerSettings {
        matches("name", name, NAME, "letters, digits, dots, dashes and underscores, at most 64");
        matches("protocol", protocol, WORD, "a word in lower case");
        matches("role", role, WORD, "a word in lower case");
        if (bind instanceof InetSocketAddress address && address.isUnresolved()) {
            throw new IllegalArgumentException("host is " + address.getHostString() + "; allowed is an address of this"
                    + " machine or a name that resolves to one");
        }
        Objects.requireNonNull(trust, "trust");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(tls, "tls");
    }

    /** One without TLS. */
    public ListenerSettings(
            String name, String protocol, String role, SocketAddress bind, Trust trust,
            ConnectionLimits limits) {
        this(name, protocol, role, bind, trust, limits, TlsSettings.OFF);
    }

    private static void matches(String key, String value, Pattern pattern, String allowed) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(key + " is \"" + value + "\"; allowed is " + allowed);
        }
    }
}
