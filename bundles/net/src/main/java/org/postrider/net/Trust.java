package org.postrider.net;

import java.util.List;

/**
 * Which clients may do what others may not. Who has come by a Unix domain socket is in no network.
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

    public boolean isProxy(Endpoints socket) {
        return isIn(proxies, socket);
    }

    public boolean mayRelay(Endpoints endpoints) {
        return isIn(relay, endpoints);
    }

    public boolean maySpeakForOthers(Endpoints endpoints) {
        return isIn(spokesmen, endpoints);
    }

    private static boolean isIn(List<Network> networks, Endpoints endpoints) {
        return !endpoints.unixSocket()
                && networks.stream().anyMatch(network -> network.contains(endpoints.client().getAddress()));
    }
}
