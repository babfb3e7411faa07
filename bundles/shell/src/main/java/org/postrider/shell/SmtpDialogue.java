package org.postrider.shell;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One SMTP session as a client (RFC 5321), as far as a test message needs it. Used by one thread. */
final class SmtpDialogue implements AutoCloseable {

    private static final int LONGEST_LINE = 2_048;
    private static final int MOST_LINES = 100;

    private final Socket socket = new Socket();
    private final long deadline;
    private InputStream in;

    /** @param time for the whole dialogue; what takes longer ends in an {@link IOException} */
    SmtpDialogue(Duration time) {
        this.deadline = System.nanoTime() + time.toNanos();
    }

    /** Connects and awaits the greeting. */
    Answer connect(InetSocketAddress server) throws IOException {
        socket.connect(server, remaining());
        in = new BufferedInputStream(socket.getInputStream());
        return answer();
    }

    /** Sends a line and awaits its answer. */
    Answer send(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
        return answer();
    }

    private Answer answer() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int lines = 0; lines < MOST_LINES; lines++) {
            String line = line();
            if (!line.matches("[2-5]\\d\\d([ -].*)?")) {
                throw new IOException("not an SMTP reply: " + line);
            }
            text.append(lines == 0 ? "" : "\n").append(line.substring(Math.min(4, line.length())));
            if (line.length() < 4 || line.charAt(3) == ' ') { // RFC 5321 4.2.1: a hyphen says that another line follows
                return new Answer(Integer.parseInt(line.substring(0, 3)), text.toString());
            }
        }
        throw new IOException("a reply of more than " + MOST_LINES + " lines");
    }

    private String line() throws IOException {
        byte[] line = new byte[LONGEST_LINE];
        int length = 0;
        for (int c = read(); c != '\n'; c = read()) {
            if (length == LONGEST_LINE) {
                throw new IOException("a reply line of more than " + LONGEST_LINE + " octets");
            }
            line[length++] = (byte) c;
        }
        return new String(line, 0, length, StandardCharsets.UTF_8).replace("\r", "");
    }

    private int read() throws IOException {
        socket.setSoTimeout(remaining());
        int c = in.read();
        if (c < 0) {
            throw new IOException("the server closed the connection");
        }
        return c;
    }

    private int remaining() throws SocketTimeoutException {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /**
     * An answer of the server.
     *
     * @param code its reply code
     * @param text its lines without the code
     */
    record Answer(int code, String text) {

        boolean isPositive() {
            return code < 400;
        }

        @Override
        public String toString() {
            return code + " " + text.replace("\n", " / ");
        }
    }
}
