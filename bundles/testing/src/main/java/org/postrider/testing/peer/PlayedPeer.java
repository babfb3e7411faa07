package org.postrider.testing.peer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A program that a test plays, on a port of this machine, with a thread for each connection. */
public final class PlayedPeer implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.SECONDS.toMillis(10);

    private final ServerSocket server;
    private final Part part;
    private final Thread acceptor = thread(this::accept);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int connections;

    /** What it does with one connection, which is closed when this returns or throws. */
    @FunctionalInterface
    public interface Part {
        void play(InputStream in, OutputStream out) throws IOException;
    }

    public PlayedPeer(Part part) {
        this.part = part;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        acceptor.start();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** How many connections there were. */
    public int connections() {
        return connections;
    }

    /** How many connections there are. */
    public int open() {
        return open.size();
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "played-peer");
        thread.setDaemon(true);
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                open.add(client);
                connections++;
                thread(() -> serve(client)).start();
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            part.play(client.getInputStream(), client.getOutputStream());
        } catch (IOException e) {
            // it is over
        } finally {
            open.remove(client);
        }
    }

    /** It is stopped and started again: whoever is connected is cut off. */
    public void hangUp() {
        for (Socket client : open) {
            try {
                client.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** From now on nobody is listening; not before, as a thread that is about to accept still does so for a moment. */
    @Override
    public void close() {
        try {
            server.close();
            acceptor.join(PATIENCE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hangUp();
    }
}
