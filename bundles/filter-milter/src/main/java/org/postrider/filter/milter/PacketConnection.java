package org.postrider.filter.milter;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

import org.postrider.bridge.Deadline;
import org.postrider.bridge.PeerConnection;
import org.postrider.bridge.PeerSocket;

/** Carries packets to a milter and back. For one thread at a time; {@link #close} from any. */
final class PacketConnection implements Closeable {

    private final PeerConnection connection;
    private final PacketDecoder decoder = new PacketDecoder();
    private final ByteBuffer input = ByteBuffer.allocate(4096).limit(0);

    private PacketConnection(PeerConnection connection) {
        this.connection = connection;
    }

    static PacketConnection open(PeerSocket socket, Deadline deadline) throws IOException {
        return new PacketConnection(PeerConnection.open(socket, deadline));
    }

    /** Writes all. */
    void write(ByteBuffer octets, Deadline deadline) throws IOException {
        connection.write(octets, deadline);
    }

    /**
     * The next packet.
     *
     * @throws org.postrider.bridge.PeerException if what comes is none
     */
    Packet read(Deadline deadline) throws IOException {
        Optional<Packet> packet = decoder.take(input);
        while (packet.isEmpty()) {
            input.clear();
            connection.read(input, deadline);
            input.flip();
            packet = decoder.take(input);
        }
        return packet.get();
    }

    /** Whether it has sent more than was read. */
    boolean isAhead() {
        return input.hasRemaining();
    }

    @Override
    public void close() throws IOException {
        connection.close();
    }
}
