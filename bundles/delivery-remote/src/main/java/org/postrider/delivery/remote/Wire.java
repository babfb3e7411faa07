package org.postrider.delivery.remote;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.client.ClientWire;
import org.postrider.smtp.protocol.client.ReplyDecoder;
import org.postrider.smtp.protocol.client.ReplyLimits;

/**
 * A connection to a server, used by one blocking thread. Every call has a deadline for all it does: a peer that sends
 * or takes a byte now and then gains no time.
 */
final class Wire implements ClientWire {
    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private final ReplyDecoder decoder = new ReplyDecoder(ReplyLimits.USUAL);
    private final ByteBuffer in = ByteBuffer.allocate(4_096).flip();

    private Wire(SocketChannel channel, Selector selector) throws IOException {
        this.channel = channel;
        this.selector = selector;
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        key = channel.register(selector, 0);
    }

    static Wire connect(InetSocketAddress server, Optional<InetAddress> bind, Duration timeout) throws IOException {
        SocketChannel channel = SocketChannel.open();
        Selector selector = null;
        try {
            selector = Selector.open();
            Wire wire = new Wire(channel, selector);
            wire.connectTo(server, bind, System.nanoTime() + timeout.toNanos());
            return wire;
        } catch (IOException | RuntimeException e) {
            channel.close();
            if (selector != null) {
                selector.close();
            }
            throw e;
        }
    }

    private void connectTo(InetSocketAddress server, Optional<InetAddress> bind, long deadline) throws IOException {
        if (bind.isPresent()) {
            channel.bind(new InetSocketAddress(bind.get(), 0));
        }
        boolean connected = channel.connect(server);
        while (!connected) {
            await(SelectionKey.OP_CONNECT, deadline);
            connected = channel.finishConnect();
        }
    }

    @Override
    public Reply read(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        Optional<Reply> reply = decoder.decode(in);
        while (reply.isEmpty()) {
            in.clear();
            int n = channel.read(in);
            in.flip();
            if (n < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (n == 0) {
                await(SelectionKey.OP_READ, deadline);
            } else if (System.nanoTime() - deadline > 0) {
                throw new SocketTimeoutException("the server took too long to reply");
            }
            reply = decoder.decode(in);
        }
        return reply.get();
    }

    @Override
    public void write(ByteBuffer bytes, Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                await(SelectionKey.OP_WRITE, deadline);
            }
        }
    }

    private void await(int operation, long deadline) throws IOException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (left > 0) {
            key.interestOps(operation);
            selector.select(left);
            selector.selectedKeys().clear();
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        if (System.nanoTime() - deadline >= -1_000_000 && left <= 0) {
            throw new SocketTimeoutException("the server took too long " + words(operation));
        }
    }

    private static String words(int operation) {
        return operation == SelectionKey.OP_READ ? "to reply" : operation == SelectionKey.OP_WRITE ? "to take the data"
                : "to accept the connection";
    }

    @Override
    public void close() {
        try (selector; channel) {
            key.cancel();
        } catch (IOException e) {
            return; // it is gone either way
        }
    }
}
