package org.postrider.itests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * A client that remembers which of its messages the server acknowledged. Each message has an id of its own, from which
 * its whole body follows, so that a loss, a double and a changed byte can all be told. A connection that breaks ends
 * its session; what was not acknowledged is not sent again.
 */
final class AckedLoad {

    private static final int TIMEOUT_MS = 30_000;

    private final int port;
    private final String recipientDomain;
    private final int size;
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger next = new AtomicInteger();
    private final String prefix;
    private volatile boolean stopped;

    AckedLoad(int port, String recipientDomain, int size, String prefix) {
        this.port = port;
        this.recipientDomain = recipientDomain;
        this.size = size;
        this.prefix = prefix;
    }

    Set<String> acknowledged() {
        return acknowledged;
    }

    /** Sessions end after the message that they are at. */
    void stop() {
        stopped = true;
    }

    /** Sends messages until so many were tried, or it is stopped, or every session has lost its connection. */
    void send(int messages, int sessions) {
        ExecutorService threads = Executors.newFixedThreadPool(sessions);
        IntStream.range(0, sessions).forEach(i -> threads.execute(() -> session(messages)));
        threads.shutdown();
        try {
            if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
                throw new IllegalStateException("sessions did not end: " + acknowledged.size() + " acknowledged");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void session(int messages) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MS);
            socket.setSoTimeout(TIMEOUT_MS);
            converse(socket, messages);
        } catch (IOException e) {
            // the server was killed: what it acknowledged is what counts
        }
    }

    private void converse(Socket socket, int messages) throws IOException {
        BufferedReader in = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        expect(in, "220");
        say(socket, "EHLO load.test\r\n");
        expect(in, "250");
        for (int n = next.getAndIncrement(); n < messages && !stopped; n = next.getAndIncrement()) {
            String id = prefix + n;
            transaction(socket, in, id);
            acknowledged.add(id);
        }
        say(socket, "QUIT\r\n");
    }

    private void transaction(Socket socket, BufferedReader in, String id) throws IOException {
        say(socket, "MAIL FROM:<sender@load.test>\r\n");
        expect(in, "250");
        say(socket, "RCPT TO:<postmaster@" + recipientDomain + ">\r\n");
        expect(in, "250");
        say(socket, "DATA\r\n");
        expect(in, "354");
        say(socket, message(id) + ".\r\n");
        expect(in, "250");
    }

    private String message(String id) {
        return "Subject: load\r\nX-Load-Id: " + id + "\r\n\r\n" + body(id, size);
    }

    /** The body that belongs to an id: lines of 64 characters, CRLF, none of which begins with a dot. */
    static String body(String id, int size) {
        String line = (id + " " + "abcdefghijklmnopqrstuvwxyz0123456789".repeat(3)).substring(0, 62) + "\r\n";
        return line.repeat(Math.max(1, size / line.length()));
    }

    private static void say(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    private static void expect(BufferedReader in, String code) throws IOException {
        String line = in.readLine();
        while (line != null && line.length() > 3 && line.charAt(3) == '-') {
            line = in.readLine();
        }
        if (line == null || !line.startsWith(code)) {
            throw new IOException("expected " + code + ", got " + line);
        }
    }

    /** What came of a delivery: ids found, in the order of the texts; one that occurs twice is in the list twice. */
    static List<String> ids(List<String> messages) {
        return messages.stream()
                .map(m -> m.lines().filter(l -> l.startsWith("X-Load-Id: ")).findFirst().orElse("X-Load-Id: none"))
                .map(l -> l.substring("X-Load-Id: ".length()).strip())
                .toList();
    }
}
