package org.postrider.net;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Objects;

/**
 * The two ends of a connection as they count for everything that is decided by address: those of the socket, or those
 * that a trusted proxy has told.
 *
 * @param client who has connected, resolved
 * @param server where to, resolved
 * @param unixSocket whether they are those of a Unix domain socket, which has no address: both are {@link #NOBODY}
 */
public record Endpoints(InetSocketAddress client, InetSocketAddress server, boolean unixSocket) {

    /** 0.0.0.0 and port 0: no client can have it. */
    public static final InetSocketAddress NOBODY = new InetSocketAddress(address(), 0);

    /** Those of each connection by a Unix domain socket. */
    public static final Endpoints UNIX_SOCKET = new Endpoints(NOBODY, NOBODY, true);

    public Endpoints {
        Objects.requireNonNull(client.getAddress(), "client");
        Objects.requireNonNull(server.getAddress(), "server");
    }

    /** Those of a connection that has addresses. */
    public Endpoints(InetSocketAddress client, InetSocketAddress server) {
        this(client, server, false);
    }

    private static InetAddress address() {
        try {
            return InetAddress.getByAddress(new byte[4]);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
