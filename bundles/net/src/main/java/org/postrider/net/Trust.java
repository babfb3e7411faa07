package org.postrider.net;

import java.net.InetAddress;
import java.util.List;

/**
 * Which clients may do what others may not.
 *
 * @param relay may send to any domain
 * @param proxies must say in a PROXY header for whom they connect, and nobody else may connect; empty where there is no
 *     proxy in front
 * @param spokesmen may say that they stand in for other clients, or pass their mail on
 */
public record Trust(List<Network> relay, List<Network> proxies, List<Network> spokesmen) {

    /** Nobody may do more than others. */
    public static final Trust NOBODY = new Trust(List.of(), List.of(), List.of());

    public Trust {
        relay = List.copyOf(relay);
        proxies = List.copyOf(proxies);
        spokesmen = List.copyOf(spokesmen);
    }

    /** Whether connections begin with a PROXY header. */
    public boolean expectsProxies() {
        return !proxies.isEmpty();
    }

    public boolean isProxy(InetAddress client) {
        return isIn(proxies, client);
    }

    public boolean mayRelay(InetAddress client) {
        return isIn(relay, client);
    }

    public boolean maySpeakForOthers(InetAddress client) {
        return isIn(spokesmen, client);
    }

    private static boolean isIn(List<Network> networks, InetAddress client) {
        return networks.stream().anyMatch(network -> network.contains(client));
    }
}
