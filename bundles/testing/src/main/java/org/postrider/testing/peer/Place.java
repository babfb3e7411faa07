package org.postrider.testing.peer;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Where a program listens.
 *
 * @param path of a socket in the file system; empty for the network
 * @param port on 127.0.0.1; 0 for a socket in the file system
 */
public record Place(String path, int port) {

    /** Below the ports that the system gives to clients, and below those of the server's own tests. */
    private static final int LOWEST = 14_000;
    private static final int BEYOND = 20_000;
    private static final int TRIES = 1_000;

    /** A port that nobody listens on. */
    public static Place freePort() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            if (isFree(port)) {
                return new Place("", port);
            }
        }
        throw new IllegalStateException("no free port between " + LOWEST + " and " + BEYOND);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    /** A socket in this directory. */
    public static Place socketIn(Path directory) {
        return new Place(directory.resolve("socket").toString(), 0);
    }

    public boolean isFile() {
        return !path.isEmpty();
    }

    public SocketAddress address() {
        return isFile() ? UnixDomainSocketAddress.of(path) : new InetSocketAddress("127.0.0.1", port);
    }

    /** As milters write it. */
    public String milter() {
        return isFile() ? "local:" + path : "inet:" + port + "@127.0.0.1";
    }

    /** As Postfix writes it. */
    public String postfix() {
        return isFile() ? "unix:" + path : "inet:127.0.0.1:" + port;
    }

    @Override
    public String toString() {
        return isFile() ? "Unix socket" : "TCP port";
    }
}
