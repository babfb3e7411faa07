package org.postrider.testing.extension;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.testing.fake.FixedSession;

/**
 * A client at 192.0.2.1 that has greeted with EHLO.
 *
 * @param role the listener's role, and the listener's name as well
 * @param mayRelay whether it may send to domains that are not ours
 * @param tls how its connection is encrypted
 * @param account as whom it has logged in
 */
public record SampleSession(String role, boolean mayRelay, Optional<TlsInfo> tls, Optional<Address> account)
        implements FixedSession {

    private static final TlsInfo TLS = new TlsInfo(
            "TLSv1.3", "TLS_AES_128_GCM_SHA256", Optional.empty(), Optional.empty(), Optional.empty());

    /** Somebody of whom nothing is known, in clear text. */
    public static SampleSession stranger() {
        return new SampleSession("mx", false, Optional.empty(), Optional.empty());
    }

    /** A machine of a listed network. */
    public static SampleSession neighbour() {
        return new SampleSession("mx", true, Optional.empty(), Optional.empty());
    }

    /** A user's program that has not logged in yet. */
    public static SampleSession arriving() {
        return new SampleSession("submission", false, Optional.of(TLS), Optional.empty());
    }

    /** A user's program that has logged in. */
    public static SampleSession user(String account) {
        return new SampleSession("submission", true, Optional.of(TLS), Optional.of(Address.parse(account)));
    }

    /** A server that hands mail over by LMTP. */
    public static SampleSession lmtp() {
        return new SampleSession("lmtp", false, Optional.empty(), Optional.empty());
    }

    /** One of each kind. */
    public static List<Session> all() {
        return List.of(stranger(), neighbour(), arriving(), user("ann@example.org"), lmtp());
    }

    @Override
    public InetSocketAddress client() {
        return new InetSocketAddress("192.0.2.1", 40_000);
    }

    @Override
    public Optional<String> helo() {
        return Optional.of("client.example.com");
    }

    @Override
    public boolean isExtended() {
        return true;
    }
}
