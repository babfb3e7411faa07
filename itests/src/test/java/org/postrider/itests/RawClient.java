package org.postrider.itests;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that sends any octets and hangs up in any way. A connection that the server has ended, however it did, is
 * no error: replies are empty then. Whatever is not answered in time is one.
 */
final class RawClient implements AutoCloseable {

    static final int TIMEOUT_MS = 60_000;

    private final Socket socket;
    private final InputStream in;

    RawClient(int port) throws IOException {
        this(port, new Socket());
    }

    /** One that uses a socket that is not connected yet. */
    RawClient(int port, Socket unconnected) throws IOException {
        socket = unconnected;
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), TIMEOUT_MS);
        socket.setSoTimeout(TIMEOUT_MS);
        in = new BufferedInputStream(socket.getInputStream(), 512);
    }

    /** A client that was greeted and has said EHLO. */
    static RawClient greeted(int port) throws IOException {
        return greeted(port, "EHLO");
    }

    /** A client that was greeted and has greeted in turn. */
    static RawClient greeted(int port, String verb) throws IOException {
        return new RawClient(port).greet(verb);
    }

    /** Is greeted and greets in turn, or is closed. */
    RawClient greet(String verb) throws IOException {
        try {
            expect("220");
            return say(verb + " abuse.test").expect("250");
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    RawClient send(byte[] octets) throws IOException {
        try {
            socket.getOutputStream().write(octets);
        } catch (SocketException e) {
            // the server has ended it, which the replies tell
        }
        return this;
    }

    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    RawClient say(String line) throws IOException {
        return send(line + "\r\n");
    }

    /** Sends a line and returns the reply to it. */
    String ask(String line) throws IOException {
        return say(line).reply();
    }

    /** The next reply, the last line of it; empty when the connection has ended. */
    String reply() throws IOException {
        List<String> lines = lines();
        return lines.get(lines.size() - 1);
    }

    /** All lines of the next reply; the last one is empty when the connection has ended. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        String line = line();
        lines.add(line);
        while (line.length() > 3 && line.charAt(3) == '-') {
            line = line();
            lines.add(line);
        }
        return lines;
    }

    RawClient expect(String code) throws IOException {
        String reply = reply();
        if (!reply.startsWith(code)) {
            throw new IllegalStateException("expected " + code + ", got \"" + reply + "\"");
        }
        return this;
    }

    /** All replies up to the end of the connection, which the server has to bring about. */
    List<String> rest() throws IOException {
        List<String> replies = new ArrayList<>();
        for (String reply = reply(); !reply.isEmpty(); reply = reply()) {
            replies.add(reply);
        }
        return replies;
    }

    /** Whether there is something to read, or the end, within so many milliseconds. */
    boolean hears(int milliseconds) throws IOException {
        socket.setSoTimeout(milliseconds);
        in.mark(1);
        try {
            in.read();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (SocketException e) {
            return true;
        } finally {
            in.reset();
            socket.setSoTimeout(TIMEOUT_MS);
        }
    }

    /** Whether something has come that was not read yet. */
    boolean hasHeard() throws IOException {
        return in.available() > 0;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        try {
            for (int octet = in.read(); octet >= 0 && octet != '\n'; octet = in.read()) {
                line.append((char) octet);
            }
        } catch (SocketException e) {
            return ""; // reset by the server
        }
        return line.toString().stripTrailing();
    }

    /** A message to the postmaster of localhost, and the reply to it. */
    String message(String content) throws IOException {
        say("MAIL FROM:<sender@abuse.test>").expect("250");
        say("RCPT TO:<postmaster@localhost>").expect("250");
        say("DATA").expect("354");
        return send(content + ".\r\n").reply();
    }

    /** Sends nothing any more: FIN. */
    RawClient end() throws IOException {
        try {
            socket.shutdownOutput();
        } catch (SocketException e) {
            // the server was faster
        }
        return this;
    }

    /** Hangs up with RST; what is on its way is lost. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
