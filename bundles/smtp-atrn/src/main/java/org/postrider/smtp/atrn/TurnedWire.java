package org.postrider.smtp.atrn;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;

import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TurnedConnection;
import org.postrider.smtp.protocol.client.ClientWire;
import org.postrider.smtp.protocol.client.ReplyDecoder;
import org.postrider.smtp.protocol.client.ReplyLimits;

/** Replies and commands on a turned connection. Whoever has the connection closes it. */
final class TurnedWire implements ClientWire {

    private final TurnedConnection connection;
    private final ReplyDecoder decoder = new ReplyDecoder(ReplyLimits.USUAL);
    private final ByteBuffer in = ByteBuffer.allocate(4_096).flip();
    private volatile boolean closed;

    TurnedWire(TurnedConnection connection) {
        this.connection = connection;
    }

    /** Whether nothing can be said any more. */
    boolean isClosed() {
        return closed;
    }

    @Override
    public Reply read(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Optional<Reply> reply = decoder.decode(in);
        while (reply.isEmpty()) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            if (left.isNegative()) {
                throw new SocketTimeoutException("the server took too long to reply");
            }
            if (connection.read(in.clear(), left) < 0) {
                throw new EOFException("the server closed the connection");
            }
            reply = decoder.decode(in.flip());
        }
        return reply.get();
    }

    @Override
    public void write(ByteBuffer bytes, Duration timeout) throws IOException {
        connection.write(bytes, timeout);
    }

    @Override
    public void close() {
        closed = true;
    }
}
