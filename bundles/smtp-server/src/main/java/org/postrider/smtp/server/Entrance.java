package org.postrider.smtp.server;

import java.util.Optional;

import org.postrider.api.filter.Filters;
import org.postrider.api.smtp.Reply;
import org.postrider.net.Admission;

/** Whether a client that has connected is served at all. */
final class Entrance {

    private static final Reply TOO_MANY = Reply.of(421, "4.3.2", "Too many sessions, try again later");
    private static final Reply TOO_MUCH = Reply.of(421, "4.7.0", "Too many connections from you, try again later");
    private static final Reply NOT_READY = Reply.of(421, "4.3.2", "Service not available, try again later");
    private static final Reply CLOSED = Reply.of(521, "5.3.2", "Server does not accept mail"); // RFC 7504 3

    private Entrance() {}

    /** What it is told in place of the greeting; empty if it is served, and then there are filters. */
    static Optional<Reply> refusal(Admission admission, String role, Optional<Filters> filters, Services services) {
        if (!admission.isAdmitted()) {
            return Optional.of(admission == Admission.TOO_MANY_SESSIONS ? TOO_MANY : TOO_MUCH);
        }
        if (SessionPolicy.isClosed(role)) {
            return Optional.of(CLOSED);
        }
        boolean ready = filters.isPresent() && services.areThere() && services.memory().hasRoomForSession();
        return ready ? Optional.empty() : Optional.of(NOT_READY);
    }
}
