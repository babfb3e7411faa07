package org.postrider.testing.filter;

import java.net.InetSocketAddress;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.testing.fake.FixedSession;

/** The session of a harness, which says what it is like. */
final class FakeSession implements FixedSession {

    volatile String role = "mx";
    volatile InetSocketAddress client = new InetSocketAddress("192.0.2.1", 40_000);
    volatile Optional<String> helo = Optional.empty();
    volatile boolean mayRelay;
    volatile boolean unixSocket;

    @Override
    public String role() {
        return role;
    }

    @Override
    public InetSocketAddress client() {
        return client;
    }

    @Override
    public boolean isUnixSocket() {
        return unixSocket;
    }

    @Override
    public Optional<String> helo() {
        return helo;
    }

    @Override
    public boolean mayRelay() {
        return mayRelay;
    }

    @Override
    public boolean isExtended() {
        return helo.isPresent();
    }

    @Override
    public Optional<TlsInfo> tls() {
        return Optional.empty();
    }

    @Override
    public Optional<Address> account() {
        return Optional.empty();
    }
}
