package org.postrider.listener;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import org.postrider.net.Admission;
import org.postrider.net.ConnectionLimits;
import org.postrider.net.Endpoints;
import org.postrider.net.Network;

/**
 * Counts the sessions of a listener against its limits. Safe from any thread. Remembers at most {@link #CAPACITY}
 * clients beside those that have sessions: when more come, the past of the idle ones is forgotten.
 */
final class Admissions {

    static final int CAPACITY = 16_384;
    private static final int IPV4_CLIENT = 32;
    private static final int IPV6_CLIENT = 64; // RFC 6177: a site gets at least this much, so a client has all of it

    private final LongSupplier clock;
    private final Map<Network, ClientLoad> clients = new HashMap<>();
    private int sessions;
    private int clientsWithSessions;

    Admissions(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized Slot admit(Endpoints endpoints, ConnectionLimits limits) {
        if (sessions >= limits.maxSessions()) {
            return new Slot(Admission.TOO_MANY_SESSIONS, Optional.empty());
        }
        if (isExempt(endpoints, limits)) {
            sessions++;
            return new Slot(Admission.ADMITTED, Optional.empty());
        }
        Network client = Network.around(endpoints.client().getAddress(), IPV4_CLIENT, IPV6_CLIENT);
        Admission admission = count(client, limits);
        return new Slot(admission, Optional.of(client));
    }

    /** Clients of a Unix socket cannot be told apart, and its permissions say who they are. */
    private static boolean isExempt(Endpoints endpoints, ConnectionLimits limits) {
        return endpoints.unixSocket() || limits.trusted().stream()
                .anyMatch(network -> network.contains(endpoints.client().getAddress()));
    }

    /** Gives back what admit gave; once per slot, also of one that was refused. */
    synchronized void release(Slot slot) {
        if (!slot.admission().isAdmitted()) {
            return;
        }
        sessions--;
        slot.client().map(clients::get).ifPresent(load -> {
            load.release();
            clientsWithSessions -= load.hasSessions() ? 0 : 1;
        });
    }

    synchronized int sessions() {
        return sessions;
    }

    synchronized int remembered() {
        return clients.size();
    }

    private Admission count(Network client, ConnectionLimits limits) {
        long now = clock.getAsLong();
        ClientLoad load = clients.computeIfAbsent(client, c -> new ClientLoad(now));
        boolean had = load.hasSessions();
        Admission admission = load.admit(now, limits);
        if (admission.isAdmitted()) {
            sessions++;
            clientsWithSessions += had ? 0 : 1;
        }
        forgetSome(now);
        return admission;
    }

    private void forgetSome(long now) {
        if (clients.size() - clientsWithSessions <= CAPACITY) {
            return;
        }
        clients.values().removeIf(load -> load.isForgotten(now));
        if (clients.size() - clientsWithSessions > CAPACITY / 2) { // or the next arrivals would sweep again
            clients.values().removeIf(load -> !load.hasSessions());
        }
    }

    /**
     * A connection as it is counted.
     *
     * @param admission whether it was let in
     * @param client for whom; empty for one that is not counted by itself
     */
    record Slot(Admission admission, Optional<Network> client) {}
}
