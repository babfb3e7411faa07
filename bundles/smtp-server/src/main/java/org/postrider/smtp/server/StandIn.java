package org.postrider.smtp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

import org.postrider.net.Endpoints;
import org.postrider.smtp.protocol.ClientAttribute;
import org.postrider.smtp.protocol.ClientAttributes;

/** Whom a connection connects when one client stands in for another. */
final class StandIn {

    private StandIn() {}

    /** What is unavailable becomes 0.0.0.0 and port 0, which is nobody; what nothing is said of stays. */
    static Endpoints endpoints(Endpoints before, ClientAttributes other) {
        return new Endpoints(
                socket(before.client(), other, List.of(ClientAttribute.ADDR, ClientAttribute.PORT)),
                socket(before.server(), other, List.of(ClientAttribute.DESTADDR, ClientAttribute.DESTPORT)));
    }

    private static InetSocketAddress socket(
            InetSocketAddress before, ClientAttributes other, List<ClientAttribute> addressAndPort) {
        InetAddress address = other.tells(addressAndPort.get(0))
                ? other.address(addressAndPort.get(0)).orElse(Endpoints.NOBODY.getAddress()) : before.getAddress();
        int port = other.tells(addressAndPort.get(1))
                ? other.text(addressAndPort.get(1)).map(Integer::valueOf).orElse(0) : before.getPort();
        return new InetSocketAddress(address, port);
    }
}
