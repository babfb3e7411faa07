package org.postrider.itests;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A next hop that takes every message, one after the other, but greets nobody until it is told to. */
final class SlowHost implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final CountDownLatch visited = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private final List<String> senders = new CopyOnWriteArrayList<>();

    SlowHost() throws IOException {
        Thread thread = new Thread(this::receive, "slow-host");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** Whether somebody waits to be greeted. */
    boolean isVisited() {
        return visited.getCount() == 0;
    }

    void greet() {
        gate.countDown();
    }

    /** The commands MAIL, in the order in which they came. */
    List<String> senders() {
        return senders;
    }

    private void receive() {
        while (!socket.isClosed()) {
            try (Socket visitor = socket.accept()) {
                visited.countDown();
                gate.await();
                talk(visitor);
            } catch (IOException e) {
                // a visitor has gone, or the test has ended
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void talk(Socket visitor) throws IOException {
        BufferedReader in = new BufferedReader(
                new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII));
        say(visitor, "220 slow.test");
        for (String line = in.readLine(); line != null && !line.startsWith("QUIT"); line = in.readLine()) {
            if (line.startsWith("MAIL")) {
                senders.add(line);
            }
            say(visitor, line.equals("DATA") ? "354 go on" : "250 ok");
            while (line.equals("DATA") && !in.readLine().equals(".")) {
                continue;
            }
            if (line.equals("DATA")) {
                say(visitor, "250 taken");
            }
        }
    }

    private static void say(Socket visitor, String line) throws IOException {
        visitor.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        gate.countDown();
        socket.close();
    }
}
