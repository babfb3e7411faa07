package org.postrider.filter.milter;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

import org.postrider.api.smtp.Session;

/** A client as a milter is told of it. Names are not looked up: it is called by its address. */
final class ClientText {

    private ClientText() {}

    /** Without the zone of a link-local address, which means something on this machine only. */
    static String address(InetSocketAddress client) {
        InetAddress address = client.getAddress();
        if (address == null) {
            return client.getHostString();
        }
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    /** One that has come by a Unix socket has no address, and is of this machine. */
    static String name(Session session) {
        return session.isUnixSocket() ? "localhost" : "[" + address(session.client()) + "]";
    }

    /** What CONNECT carries: name, family, and where there is an address its port and text. */
    static Payload connect(Session session) {
        InetSocketAddress client = session.client();
        Payload payload = new Payload().text(name(session));
        if (session.isUnixSocket() || client.getAddress() == null) {
            return payload.octet('U');
        }
        char family = client.getAddress() instanceof Inet4Address ? '4' : '6';
        return payload.octet(family).port(client.getPort()).text(address(client));
    }
}
