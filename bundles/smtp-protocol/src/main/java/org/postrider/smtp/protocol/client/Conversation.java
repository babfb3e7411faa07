package org.postrider.smtp.protocol.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.postrider.api.smtp.Reply;

/** An SMTP session with one server, from its greeting on. */
public final class Conversation implements AutoCloseable {
    private final ClientWire wire;
    private final String hostname;
    private final ClientTimeouts timeouts;
    private final String server;
    private Capabilities offered = Capabilities.NONE;

    /**
     * @param hostname what we call ourselves
     * @param server name and address, for logs and replies
     */
    public Conversation(ClientWire wire, String hostname, ClientTimeouts timeouts, String server) {
        this.wire = wire;
        this.hostname = hostname;
        this.timeouts = timeouts;
        this.server = server;
    }

    Capabilities offered() {
        return offered;
    }

    /** @return the reply with which the server does not want to talk to us; empty if it does */
    public Optional<Reply> greet() throws IOException {
        Reply banner = wire.read(timeouts.banner());
        if (banner.code() != 220) { // RFC 5321 3.1
            return Optional.of(banner);
        }
        Reply ehlo = ask(ClientCommand.ehlo(hostname));
        if (ehlo.code() == 250) {
            offered = Capabilities.of(ehlo);
            return Optional.empty();
        }
        if (!ehlo.isPermanent()) {
            return Optional.of(ehlo);
        }
        Reply helo = ask(ClientCommand.helo(hostname)); // RFC 5321 3.2: a server without extensions
        return helo.code() == 250 ? Optional.empty() : Optional.of(helo);
    }

    private Reply ask(byte[] command) throws IOException {
        send(ByteBuffer.wrap(command));
        return readCommandReply();
    }

    /** Sends commands, or a block of the message. */
    void send(ByteBuffer bytes) throws IOException {
        wire.write(bytes, timeouts.block());
    }

    /** To EHLO, MAIL or RCPT. */
    Reply readCommandReply() throws IOException {
        return wire.read(timeouts.command());
    }

    Reply readDataReply() throws IOException {
        return wire.read(timeouts.data());
    }

    /** To the message as a whole. */
    Reply readFinalReply() throws IOException {
        return wire.read(timeouts.dot());
    }

    /**
     * Ends a transaction, if one is left, so that another message can follow.
     *
     * @throws IOException if that is not possible; there is no other message then
     */
    public void reset() throws IOException {
        Reply reply = ask(ClientCommand.rset());
        if (reply.code() != 250) {
            throw new IOException(server + " refused RSET: " + reply);
        }
    }

    /** Says goodbye and does not wait for the answer, which would change nothing. */
    public void quit() {
        try {
            wire.write(ByteBuffer.wrap(ClientCommand.quit()), java.time.Duration.ofSeconds(1));
        } catch (IOException e) {
            return; // the server left first
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        wire.close();
    }
}
