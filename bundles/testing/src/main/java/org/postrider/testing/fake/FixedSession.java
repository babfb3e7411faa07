package org.postrider.testing.fake;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.OptionalInt;

import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SessionLimits;

/** What does not matter of a session; its listener has the name of its role. */
public interface FixedSession extends Session {

    @Override
    default String id() {
        return "session-1";
    }

    @Override
    default String listener() {
        return role();
    }

    @Override
    default InetSocketAddress server() {
        return new InetSocketAddress("198.51.100.1", 25);
    }

    @Override
    default Instant since() {
        return Instant.EPOCH;
    }

    @Override
    default SessionLimits limits() {
        return new SessionLimits(OptionalInt.of(1000), 1000);
    }
}
