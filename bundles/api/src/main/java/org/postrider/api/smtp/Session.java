package org.postrider.api.smtp;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

import org.osgi.annotation.versioning.ProviderType;
import org.postrider.api.message.Address;

/**
 * What is known of a client's connection. One session is one object, equal to itself only: who keeps something for a session
 * can keep it under this key, and lets it go at the session's end.
 */
@ProviderType
public interface Session {

    /** Identifies the session in logs. */
    String id();

    /** The name of the listener that accepted it, e.g. {@code mx}. */
    String listener();

    /** What the listener is for: {@code mx}, {@code submission}, {@code lmtp} or {@code closed}. */
    String role();

    /** The client's address and port; resolved, never looked up. 0.0.0.0 and port 0 where nobody knows it. */
    InetSocketAddress client();

    /** Our address and port that the client connected to; 0.0.0.0 and port 0 where nobody knows it. */
    InetSocketAddress server();

    /** Whether the client has come by a Unix domain socket of this machine: there nobody has an address. */
    default boolean isUnixSocket() {
        return false;
    }

    /** When the connection was accepted. */
    Instant since();

    /** What the client called itself in its last EHLO or HELO. */
    Optional<String> helo();

    /** Whether the client greeted with EHLO. */
    boolean isExtended();

    /** How the connection is encrypted; empty while it is in clear text. */
    Optional<TlsInfo> tls();

    /** The account that the client has logged in as; empty while it has not. */
    Optional<Address> account();

    /** Whether the client may send to domains that are not ours: it is on a listed network, or has logged in. */
    boolean mayRelay();

    /** How much the client may send, the same from the beginning of the session to its end. */
    SessionLimits limits();
}
