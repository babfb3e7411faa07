package org.postrider.testing.smtp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** A dialog over TCP. */
public final class SocketDialog implements Dialog {

    private final Socket socket;
    private final InputStream in;

    /** @param patience how long a line may take */
    public SocketDialog(InetSocketAddress server, Duration patience) throws IOException {
        this(connected(server, patience));
    }

    /** @param socket connected, with its time limit */
    public SocketDialog(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    private static Socket connected(InetSocketAddress server, Duration patience) throws IOException {
        Socket socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(server, (int) patience.toMillis());
        socket.setSoTimeout((int) patience.toMillis());
        return socket;
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
        } catch (SocketException closed) {
            // the server has closed, which its last lines and the end of its stream tell
        }
    }

    @Override
    public Optional<String> read() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return Optional.empty();
        }
        while (octet >= 0 && octet != '\n') {
            line.write(octet);
            octet = in.read();
        }
        String text = line.toString(StandardCharsets.UTF_8);
        if (octet < 0 || !text.endsWith("\r")) {
            throw new IOException("a line does not end in CRLF: " + text);
        }
        return Optional.of(text.substring(0, text.length() - 1));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
