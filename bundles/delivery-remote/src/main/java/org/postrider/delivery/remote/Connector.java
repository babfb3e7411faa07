package org.postrider.delivery.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.dns.Answer;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.client.Conversation;
import org.postrider.smtp.protocol.client.Outcomes;

/** Tries the servers of one destination until one talks to us. Remembers why the others did not. */
final class Connector {
    private static final int MAX_ADDRESSES = 10;

    private final RemoteSettings settings;
    private final HostFinder finder;
    private final int port;
    private int tried;
    private boolean lookUpFailed;
    private Optional<Reply> refusal = Optional.empty();
    private Optional<IOException> failure = Optional.empty();

    Connector(RemoteSettings settings, HostFinder finder, int port) {
        this.settings = settings;
        this.finder = finder;
        this.port = port;
    }

    /** @return a session in which the server waits for MAIL; empty if none of the servers does */
    Optional<Conversation> connect(List<String> hosts) {
        for (String host : hosts) {
            Answer<InetAddress> addresses = finder.addresses(host);
            lookUpFailed |= addresses.isFailed();
            for (InetAddress address : addresses.records()) {
                if (tried++ == MAX_ADDRESSES || Thread.currentThread().isInterrupted()) {
                    return Optional.empty();
                }
                Optional<Conversation> talking = connect(host, address);
                if (talking.isPresent()) {
                    return talking;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Conversation> connect(String host, InetAddress address) {
        String server = host + "[" + address.getHostAddress() + "]:" + port;
        Optional<Conversation> begun = Optional.empty();
        try {
            Wire wire = Wire.connect(new InetSocketAddress(address, port), settings.bind(),
                    settings.connect());
            Conversation conversation = new Conversation(wire, settings.hostname(), settings.timeouts(), server);
            begun = Optional.of(conversation);
            Optional<Reply> refused = conversation.greet();
            if (refused.isEmpty()) {
                return begun;
            }
            refused(refused.get());
            conversation.quit();
        } catch (IOException e) {
            failure = Optional.of(new IOException(server + ": " + e.getMessage(), e));
            begun.ifPresent(Conversation::close);
        }
        return Optional.empty();
    }

    /** One server that may take the mail later outweighs others that never will, as those with a 521 (RFC 7504 3). */
    private void refused(Reply reply) {
        if (refusal.isEmpty() || refusal.get().isPermanent()) {
            refusal = Optional.of(reply);
        }
    }

    /**
     * Why no server talked to us.
     *
     * @throws IOException if none could be reached
     */
    Outcome outcome() throws IOException {
        boolean perhapsLater = failure.isPresent() || lookUpFailed;
        if (refusal.isPresent() && !(refusal.get().isPermanent() && perhapsLater)) {
            boolean said = refusal.get().isPermanent() || refusal.get().isTransient();
            return said ? Outcomes.of(refusal.get()) : Outcomes.unexpected(refusal.get());
        }
        if (failure.isPresent()) {
            throw failure.get();
        }
        return lookUpFailed ? Outcomes.deferred(451, "4.4.3", "The mail server could not be looked up")
                : Outcomes.failed(550, "5.4.4", "The mail server has no address");
    }
}
