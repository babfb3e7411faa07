package org.postrider.delivery.remote;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.client.Capabilities;
import org.postrider.smtp.protocol.client.ClientCommand;

/** An SMTP session with one server, from its greeting on. */
final class Conversation implements AutoCloseable {
    private final Wire wire;
    private final RemoteSettings settings;
    private final String server;
    private Capabilities offered = Capabilities.NONE;

    /** @param server name and address, for logs and replies */
    Conversation(Wire wire, RemoteSettings settings, String server) {
        this.wire = wire;
        this.settings = settings;
        this.server = server;
    }

    String server() {
        return server;
    }

    Capabilities offered() {
        return offered;
    }

    /** @return the reply with which the server does not want to talk to us; empty if it does */
    Optional<Reply> greet() throws IOException {
        Reply banner = wire.read(timeouts().banner());
        if (banner.code() != 220) { // RFC 5321 3.1
            return Optional.of(banner);
        }
        Reply ehlo = ask(ClientCommand.ehlo(settings.hostname()));
        if (ehlo.code() == 250) {
            offered = Capabilities.of(ehlo);
            return Optional.empty();
        }
        if (!ehlo.isPermanent()) {
            return Optional.of(ehlo);
        }
        Reply helo = ask(ClientCommand.helo(settings.hostname())); // RFC 5321 3.2: a server without extensions
        return helo.code() == 250 ? Optional.empty() : Optional.of(helo);
    }

    private Reply ask(byte[] command) throws IOException {
        send(ByteBuffer.wrap(command));
        return readCommandReply();
    }

    /** Sends commands, or a block of the message. */
    void send(ByteBuffer bytes) throws IOException {
        wire.write(bytes, timeouts().block());
    }

    /** To EHLO, MAIL or RCPT. */
    Reply readCommandReply() throws IOException {
        return wire.read(timeouts().command());
    }

    Reply readDataReply() throws IOException {
        return wire.read(timeouts().data());
    }

    /** To the message as a whole. */
    Reply readFinalReply() throws IOException {
        return wire.read(timeouts().dot());
    }

    private RemoteSettings.Timeouts timeouts() {
        return settings.timeouts();
    }

    /** Says goodbye and does not wait for the answer, which would change nothing. */
    void quit() {
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
