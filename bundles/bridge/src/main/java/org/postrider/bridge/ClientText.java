package org.postrider.bridge;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** How others are told of an address. */
public final class ClientText {

    private ClientText() {}

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
