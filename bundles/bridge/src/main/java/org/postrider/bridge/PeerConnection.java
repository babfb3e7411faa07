package org.postrider.bridge;

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

/**
 * Carries octets to a program and back. For one thread at a time; {@link #close} from any. Every wait ends at its deadline,
 * or when its thread is interrupted.
 */
public final class PeerConnection implements Closeable {

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;

    private PeerConnection(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    /** @throws java.net.SocketTimeoutException if it does not accept the connection in time */
    public static PeerConnection open(PeerSocket socket, Deadline deadline) throws IOException {
        SocketChannel channel = socket.isUnix() ? SocketChannel.open(StandardProtocolFamily.UNIX) : SocketChannel.open();
        Selector selector = null;
        try {
            selector = Selector.open();
            PeerConnection connection = new PeerConnection(channel, selector);
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

    private void connect(PeerSocket socket, Deadline deadline) throws IOException {
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
    public void write(ByteBuffer octets, Deadline deadline) throws IOException {
        while (octets.hasRemaining()) {
            if (channel.write(octets) == 0) {
                await(SelectionKey.OP_WRITE, deadline, "it does not read what it is sent in time");
            }
        }
    }

    /**
     * Waits for octets, and puts what there is of them into a buffer that has room.
     *
     * @throws EOFException if it has closed the connection
     */
    public void read(ByteBuffer input, Deadline deadline) throws IOException {
        int count = channel.read(input);
        while (count == 0) {
            await(SelectionKey.OP_READ, deadline, "it does not answer in time");
            count = channel.read(input);
        }
        if (count < 0) {
            throw new EOFException("it has closed the connection");
        }
    }

    /** Whether nothing has come, not even the end of the connection; what has come is lost. */
    public boolean isSilent() throws IOException {
        return channel.read(ByteBuffer.allocate(1)) == 0;
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
