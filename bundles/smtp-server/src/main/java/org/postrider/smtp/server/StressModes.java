package org.postrider.smtp.server;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import org.postrider.net.Connection;

/** The sessions of each listener, and whether they are so many that they are held to less. */
final class StressModes {

    private final Map<String, Occupied> listeners = new ConcurrentHashMap<>(); // as many as an administrator names

    /** How many listeners are nearly full. */
    int active() {
        return (int) listeners.values().stream().filter(listener -> listener.mode.isOn()).count();
    }

    /** A session has begun that counts for its listener; on its event loop. */
    void began(Connection connection, StressPolicy policy, SmtpHandler handler) {
        listeners.computeIfAbsent(connection.settings().name(), Occupied::new).add(connection, policy, handler);
    }

    private static final class Occupied {

        private final Set<SmtpHandler> sessions = ConcurrentHashMap.newKeySet();
        private final StressMode mode;

        Occupied(String listener) {
            mode = new StressMode(listener, this::tell);
        }

        void add(Connection connection, StressPolicy policy, SmtpHandler handler) {
            sessions.add(handler); // first: a change that comes now is told to it, or seen below
            if (mode.isOn()) {
                handler.stressed(true);
            }
            mode.came(policy, connection.settings().limits().maxSessions());
            connection.channel().closeFuture().addListener(closed -> {
                sessions.remove(handler);
                mode.gone(connection.channel().eventLoop());
            });
        }

        private void tell(boolean on) {
            sessions.forEach(handler -> handler.onLoop(h -> h.stressed(on)));
        }
    }
}
