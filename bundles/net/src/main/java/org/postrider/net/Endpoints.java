package org.postrider.net;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * The two ends of a connection as they count for everything that is decided by address: those of the socket, or those
 * that a trusted proxy has told.
 *
 * @param client who has connected, resolved
 * @param server where to, resolved
 */
public record Endpoints(InetSocketAddress client, InetSocketAddress server) {

    public Endpoints {
        Objects.requireNonNull(client.getAddress(), "client");
        Objects.requireNonNull(server.getAddress(), "server");
    }
}
