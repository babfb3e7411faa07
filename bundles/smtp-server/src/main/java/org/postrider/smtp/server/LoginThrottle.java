package org.postrider.smtp.server;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

import org.postrider.net.Network;

/**
 * How often passwords may be tried: by a client (of IPv6 a /64) in ten minutes, and for a name in an hour, wherever from.
 * A client that logged in under the name before is not held up by what others try, or anybody could lock anybody out. A
 * try counts as failed until it has succeeded. What is remembered is bounded: the longest unused goes first.
 */
final class LoginThrottle {

    static final int CAPACITY = 65_536;

    private static final Duration CLIENT_SPAN = Duration.ofMinutes(10);
    private static final Duration NAME_SPAN = Duration.ofHours(1);
    private static final int CLIENTS_OF_A_NAME = 16;
    private static final int LONGEST_NAME = 320; // no address is longer

    /**
     * How many failures are looked at.
     *
     * @param client of a client in ten minutes
     * @param account of a name in an hour
     */
    record Limits(int client, int account) {}

    private static final class Bounded<K, V> extends LinkedHashMap<K, V> {

        private static final long serialVersionUID = 1L;

        Bounded() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > CAPACITY;
        }
    }

    private final LongSupplier clock;
    private final Map<Network, FailureWindow> clients = new Bounded<>();
    private final Map<String, FailureWindow> names = new Bounded<>();
    private final Map<String, Set<Network>> known = new Bounded<>();

    LoginThrottle(LongSupplier clock) {
        this.clock = clock;
    }

    /** What takes a try back that was counted. */
    private record Counted(FailureWindow window, long slot) {
        static Counted in(FailureWindow window, long now) {
            return new Counted(window, window.add(now));
        }
    }

    /** A try that is allowed. */
    final class Try {

        private final Network client;
        private final String name;
        private final Counted byClient;
        private final Optional<Counted> byName;

        private Try(Network client, String name, Counted byClient, Optional<Counted> byName) {
            this.client = client;
            this.name = name;
            this.byClient = byClient;
            this.byName = byName;
        }

        /** It was the right password. */
        void succeeded() {
            synchronized (LoginThrottle.this) {
                takeBack();
                Set<Network> clients = known.computeIfAbsent(name, it -> new LinkedHashSet<>());
                clients.remove(client);
                clients.add(client);
                if (clients.size() > CLIENTS_OF_A_NAME) {
                    clients.remove(clients.iterator().next());
                }
            }
        }

        /** Nobody has looked at it. */
        void unseen() {
            synchronized (LoginThrottle.this) {
                takeBack();
            }
        }

        private void takeBack() {
            byClient.window().takeBack(byClient.slot());
            byName.ifPresent(counted -> counted.window().takeBack(counted.slot()));
        }
    }

    /** One try more; empty if it is one too many, and then nobody looks at the password. */
    synchronized Optional<Try> begin(InetAddress address, String text, Limits limits) {
        long now = clock.getAsLong();
        Network client = Network.around(address, 32, 64);
        String name = text.substring(0, Math.min(text.length(), LONGEST_NAME)).toLowerCase(Locale.ROOT);
        boolean isKnown = known.getOrDefault(name, Set.of()).contains(client);
        FailureWindow byClient = clients.computeIfAbsent(client, it -> new FailureWindow(CLIENT_SPAN, now));
        FailureWindow byName = names.computeIfAbsent(name, it -> new FailureWindow(NAME_SPAN, now));
        if (byClient.total(now) >= limits.client() || !isKnown && byName.total(now) >= limits.account()) {
            return Optional.empty();
        }
        Optional<Counted> counted = isKnown ? Optional.empty() : Optional.of(Counted.in(byName, now));
        return Optional.of(new Try(client, name, Counted.in(byClient, now), counted));
    }

    /** Whether a client has failed so often that no try of it is looked at, for whatever name. */
    synchronized boolean isExhausted(InetAddress address, int limit) {
        FailureWindow failures = clients.get(Network.around(address, 32, 64));
        return failures != null && failures.total(clock.getAsLong()) >= limit;
    }

    synchronized int remembered() {
        return Math.max(clients.size(), Math.max(names.size(), known.size()));
    }
}
