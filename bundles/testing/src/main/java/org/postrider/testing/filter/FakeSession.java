package org.postrider.testing.filter;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

import org.postrider.api.message.Address;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SessionLimits;
import org.postrider.api.smtp.TlsInfo;

record FakeSession(String role, InetSocketAddress client, Optional<String> helo, boolean mayRelay) implements Session {

    @Override
    public String id() {
        return "session-1";
    }

    @Override
    public String listener() {
        return role;
    }

    @Override
    public InetSocketAddress server() {
        return new InetSocketAddress("198.51.100.1", 25);
    }

    @Override
    public Instant since() {
        return Instant.EPOCH;
    }

    @Override
    public Optional<TlsInfo> tls() {
        return Optional.empty();
    }

    @Override
    public Optional<Address> account() {
        return Optional.empty();
    }

    @Override
    public SessionLimits limits() {
        return new SessionLimits(OptionalInt.empty(), 1000);
    }

    @Override
    public boolean isExtended() {
        return helo.isPresent();
    }
}
