package org.postrider.filter.milter;

import java.net.Inet4Address;
import java.net.InetSocketAddress;

import org.postrider.api.smtp.Session;
import org.postrider.bridge.ClientText;

/** A client as a milter is told of it. Names are not looked up: it is called by its address. */
final class MilterClient {

    private MilterClient() {}

    /** One that has come by a Unix socket has no address, and is of this machine. */
    static String name(Session session) {
        return session.isUnixSocket() ? "localhost" : "[" + ClientText.address(session.client()) + "]";
    }

    /** What CONNECT carries: name, family, and where there is an address its port and text. */
    static Payload connect(Session session) {
        InetSocketAddress client = session.client();
        Payload payload = new Payload().text(name(session));
        if (session.isUnixSocket() || client.getAddress() == null) {
            return payload.octet('U');
        }
        char family = client.getAddress() instanceof Inet4Address ? '4' : '6';
        return payload.octet(family).port(client.getPort()).text(ClientText.address(client));
    }
}
