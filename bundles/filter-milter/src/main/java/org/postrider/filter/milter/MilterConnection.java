package org.postrider.filter.milter;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * Carries packets to a milter and back. For one thread at a time; {@link #close} from any. Every wait ends at its deadline,
 * or when its thread is interrupted.
 */
final class MilterConnection implements Closeable {

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final PacketDecoder decoder = new PacketDecoder();
    private final ByteBuffer input = ByteBuffer.allocate(4096).limit(0);

    private MilterConnection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    static MilterConnection open(MilterSocket socket, Deadline deadline) throws IOException {
        SocketChannel channel = socket.isUnix() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        Selector selector = null;
        try {
            selector = Selector.open();
            MilterConnection connection = new MilterConnection(channel, selector);
            connection.connect(socket, deadline);
            return connection;
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    private void connect(MilterSocket socket, Deadline deadline) throws IOException {
        if (!socket.isUnix()) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true); // a command waits for its reply
        }
        boolean connected = channel.connect(socket.address());
        while (!connected) {
            await(SelectionKey.OP_CONNECT, deadline, "it does not accept the connection in time");
            connected = channel.finishConnect();
        }
    }

    /** Writes all. */
    void write(ByteBuffer octets, Deadline deadline) throws IOException {
        while (octets.hasRemaining()) {
            if (channel.write(octets) == 0) {
                await(SelectionKey.OP_WRITE, deadline, "it does not read what it is sent in time");
            }
        }
    }

    /**
     * The next packet.
     *
     * @throws MilterException if what comes is none
     */
    Packet read(Deadline deadline) throws IOException {
        Optional<Packet> packet = decoder.take(input);
        while (packet.isEmpty()) {
            fill(deadline);
            packet = decoder.take(input);
        }
        return packet.get();
    }

    /** Whether it has sent more than was read. */
    boolean isAhead() {
        return input.hasRemaining();
    }

    private void fill(Deadline deadline) throws IOException {
        input.clear();
        int count = channel.read(input);
        while (count == 0) {
            await(SelectionKey.OP_READ, deadline, "it does not answer in time");
            count = channel.read(input);
        }
        input.flip();
        if (count < 0) {
            throw new EOFException("it has closed the connection");
        }
    }

    private void await(int operation, Deadline deadline, String late) throws IOException {
        key.interestOps(operation);
        long millis = deadline.millis();
        if (millis > 0) {
            selector.select(millis);
            selector.selectedKeys().clear();
        }
        if (Thread.interrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        if (deadline.millis() == 0) {
            throw new SocketTimeoutException(late);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            channel.close();
        } finally {
            selector.close();
        }
    }
}
