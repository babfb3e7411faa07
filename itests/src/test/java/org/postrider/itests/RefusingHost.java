package org.postrider.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who takes no mail and counts who comes, for what must not be connected to. */
final class RefusingHost implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger visitors = new AtomicInteger();
    private final byte[] greeting;

    /** @param greeting the one line that each visitor is told */
    RefusingHost(String greeting) throws IOException {
        this.greeting = (greeting + "\r\n").getBytes(StandardCharsets.UTF_8);
        Thread thread = new Thread(this::receive, "refusing-host");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    int visitors() {
        return visitors.get();
    }

    private void receive() {
        while (!socket.isClosed()) {
            try (Socket visitor = socket.accept()) {
                visitors.incrementAndGet();
                visitor.getOutputStream().write(greeting);
            } catch (IOException e) {
                // a visitor has gone, or the test has ended
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
