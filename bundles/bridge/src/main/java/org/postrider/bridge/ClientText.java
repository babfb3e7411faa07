package org.postrider.bridge;

import java.net.InetAddress;
import java.net.InetSocketAddress;

import org.postrider.api.smtp.Session;

/** How others are told of an address. */
public final class ClientText {

    private static final String LOCAL = "127.0.0.1";

    private ClientText() {}

    /** The client's address; of one that has come by a Unix socket that of this machine, as Postfix has it. */
    public static String client(Session session) {
        return session.isUnixSocket() ? LOCAL : address(session.client());
    }

    /** Our address that the client connected to, in the same way. */
    public static String server(Session session) {
        return session.isUnixSocket() ? LOCAL : address(session.server());
    }

    /** Without the zone of a link-local address, which means something on this machine only. */
    public static String address(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        if (address == null) {
            return client.getHostString();
        }
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
