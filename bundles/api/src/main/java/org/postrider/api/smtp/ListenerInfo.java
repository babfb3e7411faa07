package org.postrider.api.smtp;

import java.util.List;
import java.util.Objects;

/**
 * A listener in figures.
 *
 * @param name e.g. {@code mx}
 * @param role what it is for, e.g. {@code mx} or {@code submission}
 * @param protocol what is spoken, e.g. {@code smtp}
 * @param address the address it is bound to, or shall be; * for all of this machine; or the path of its Unix domain
 *     socket, which begins with a slash
 * @param port the port it is bound to, or shall be; 0 for a Unix domain socket
 * @param state whether clients can connect
 * @param problem what is wrong, in words; empty if nothing is. An open listener has one if its newest configuration
 *     could not be used
 * @param sessions connections that are open now
 * @param accepted connections given to an engine since the start, those that it was told to refuse included
 * @param refused connections turned away by a limit since the start
 * @param engines versions of the engines that get its connections, the one that is tried first in front
 * @param tls when connections are encrypted: {@code off}, {@code starttls} or {@code implicit}
 */
public record ListenerInfo(
        String name, String role, String protocol, String address, int port, State state, String problem,
        long sessions, long accepted, long refused, List<String> engines, String tls) {

    public ListenerInfo {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(state, "state");
        engines = List.copyOf(engines);
        Objects.requireNonNull(tls, "tls");
    }

    /** Whether clients connect to a Unix domain socket, and not to a port. */
    public boolean isUnixSocket() {
        return address.startsWith("/");
    }

    /** Where clients connect, for people. */
    public String place() {
        return isUnixSocket() ? address : address + ":" + port;
    }

    /** Whether clients can connect. */
    public enum State {
        /** The port is open. */
        OPEN,
        /** No engine for the protocol has been there yet, so the port was not opened. */
        CLOSED,
        /** The port could not be opened; it is tried again. */
        FAILED
    }
}
