package org.postrider.smtp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import org.postrider.api.message.Address;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SessionLimits;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.net.Connection;
import org.postrider.net.Endpoints;
import org.postrider.net.Trust;
import org.postrider.smtp.protocol.ClientAttribute;
import org.postrider.smtp.protocol.ClientAttributes;

/** What is known of a client. Written on the event loop, read from any thread. */
final class ClientSession implements Session {

    private final String id;
    private final Connection connection;
    private final SessionLimits limits;
    private final boolean speaksForOthers;
    private final Instant since = Instant.now();
    private volatile Endpoints endpoints;
    private volatile boolean listed;
    private volatile String name = "";
    private volatile String helo = "";
    private volatile boolean extended;
    private volatile Optional<TlsInfo> tls = Optional.empty();
    private volatile Optional<Address> account = Optional.empty();

    /** @param ids gives each session of the engine its number */
    ClientSession(Connection connection, AtomicLong ids, SessionLimits limits) {
        this.id = Long.toString(ids.incrementAndGet(), Character.MAX_RADIX);
        this.connection = connection;
        this.limits = limits;
        this.endpoints = connection.endpoints();
        this.listed = trust().mayRelay(endpoints);
        this.speaksForOthers = trust().maySpeakForOthers(endpoints);
    }

    private Trust trust() {
        return connection.settings().trust();
    }

    /** Whether XCLIENT and XFORWARD are for this client, which is that of the connection, whoever it stands in for. */
    boolean maySpeakForOthers() {
        return speaksForOthers;
    }

    /** The client is another from now on: nothing that it may itself is that one's. */
    void standsInFor(ClientAttributes other) {
        endpoints = StandIn.endpoints(endpoints, other);
        listed = trust().mayRelay(endpoints);
        name = other.text(ClientAttribute.NAME).orElse("");
        account = other.text(ClientAttribute.LOGIN).map(Address::parse);
        greeted(other.text(ClientAttribute.HELO).orElse(""),
                other.text(ClientAttribute.PROTO).filter("ESMTP"::equalsIgnoreCase).isPresent());
    }

    /** The host name of the client, if somebody has told it. */
    Optional<String> name() {
        return name.isEmpty() ? Optional.empty() : Optional.of(name);
    }

    void greeted(String name, boolean ehlo) {
        helo = name;
        extended = ehlo;
    }

    /** The connection is encrypted from now on: what was said before counts no more (RFC 3207 4.2). */
    void secured(TlsInfo info) {
        tls = Optional.of(info);
        endpoints = connection.endpoints();
        listed = trust().mayRelay(endpoints);
        name = "";
        account = Optional.empty();
        greeted("", false);
    }

    void loggedIn(Address as) {
        account = Optional.of(as);
    }

    /** Whether the listener takes no mail in clear text. */
    boolean isTlsRequired() {
        return connection.settings().tls().required();
    }

    /** The client's address without name and port; {@code unix} where there is none. */
    String address() {
        return isUnixSocket() ? "unix" : withoutZone(endpoints.client().getAddress());
    }

    /** The zone of a link-local address means something on this machine only. */
    static String withoutZone(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String listener() {
        return connection.settings().name();
    }

    @Override
    public String role() {
        return connection.settings().role();
    }

    @Override
    public InetSocketAddress client() {
        return endpoints.client();
    }

    @Override
    public InetSocketAddress server() {
        return endpoints.server();
    }

    @Override
    public boolean isUnixSocket() {
        return endpoints.unixSocket();
    }

    @Override
    public Instant since() {
        return since;
    }

    @Override
    public Optional<String> helo() {
        return helo.isEmpty() ? Optional.empty() : Optional.of(helo);
    }

    @Override
    public Optional<TlsInfo> tls() {
        return tls;
    }

    @Override
    public Optional<Address> account() {
        return account;
    }

    @Override
    public boolean isExtended() {
        return extended;
    }

    @Override
    public boolean mayRelay() {
        if (SessionPolicy.isLmtp(role())) {
            return false; // RFC 2033 3: there is no next hop, and no queue to bounce from
        }
        return listed || account().isPresent();
    }

    @Override
    public SessionLimits limits() {
        return limits;
    }
}
