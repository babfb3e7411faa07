package org.postrider.smtp.atrn;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;

import org.postrider.api.smtp.TurnedConnection;
import org.postrider.testing.sink.SmtpSink;

/** A turned connection to the server of a customer, which is a sink. */
final class Customer implements TurnedConnection, AutoCloseable {

    private final Socket socket;

    Customer(SmtpSink sink) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), sink.port());
        socket.setTcpNoDelay(true);
    }

    @Override
    public int read(ByteBuffer into, Duration patience) throws IOException {
        socket.setSoTimeout((int) Math.max(1, patience.toMillis()));
        byte[] octets = new byte[into.remaining()];
        int n = socket.getInputStream().read(octets);
        into.put(octets, 0, Math.max(0, n));
        return n;
    }

    @Override
    public void write(ByteBuffer octets, Duration patience) throws IOException {
        byte[] all = new byte[octets.remaining()];
        octets.get(all);
        socket.getOutputStream().write(all);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
