package org.postrider.testing.filter;

import java.net.InetSocketAddress;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.testing.fake.FixedSession;

record FakeSession(String role, InetSocketAddress client, Optional<String> helo, boolean mayRelay) implements FixedSession {

    @Override
    public Optional<TlsInfo> tls() {
        return Optional.empty();
    }

    @Override
    public Optional<Address> account() {
        return Optional.empty();
    }

    @Override
    public boolean isExtended() {
        return helo.isPresent();
    }
}
