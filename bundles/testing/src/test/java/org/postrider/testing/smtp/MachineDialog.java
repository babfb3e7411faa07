package org.postrider.testing.smtp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

import org.postrider.api.message.Address;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.BareLineFeed;
import org.postrider.smtp.protocol.ReplyEncoder;
import org.postrider.smtp.protocol.SmtpLimits;
import org.postrider.smtp.protocol.SmtpMachine;
import org.postrider.smtp.protocol.SmtpSettings;
import org.postrider.smtp.protocol.Wire;

/** A dialog with a protocol machine in memory; what is sent arrives in pieces of at most so many octets. */
final class MachineDialog implements Dialog, Wire {

    private final SmtpMachine machine;
    private final int piece;
    private final Queue<String> lines = new ArrayDeque<>();

    MachineDialog(int piece, BareLineFeed bareLineFeed) {
        this.piece = piece;
        SmtpSettings settings = new SmtpSettings("localhost", Address.parse("postmaster@localhost"), bareLineFeed,
                SmtpLimits.defaults());
        this.machine = new SmtpMachine(settings, new SpoolBackend(), this, Runnable::run);
        machine.open();
    }

    @Override
    public void send(byte[] bytes) {
        for (int at = 0; at < bytes.length; at += piece) {
            machine.receive(ByteBuffer.wrap(bytes, at, Math.min(piece, bytes.length - at)));
        }
    }

    @Override
    public Optional<String> read() throws IOException {
        if (lines.isEmpty() && machine.phase() != org.postrider.smtp.protocol.Phase.CLOSED) {
            throw new IOException("the server is silent");
        }
        return Optional.ofNullable(lines.poll());
    }

    @Override
    public void send(Reply reply) {
        String text = new String(ReplyEncoder.encode(reply), StandardCharsets.US_ASCII);
        lines.addAll(text.lines().toList());
    }

    @Override
    public void close() {
        // nothing is held
    }

    @Override
    public void resume() {
        throw new IllegalStateException("all answers are there at once");
    }
}
