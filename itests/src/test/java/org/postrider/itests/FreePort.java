package org.postrider.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are opened later. Below those that the system gives to clients (32,768 and up): whoever waits
 * for a port there by trying to connect may be given that very port, and then the server cannot have it. Tests that run
 * at the same time in another fork have another range.
 */
final class FreePort {

    private static final int OF_A_FORK = 6_000;
    private static final int LOWEST = 20_000 + (Integer.getInteger("postrider.fork", 1) - 1) % 2 * OF_A_FORK;
    private static final int BEYOND = LOWEST + OF_A_FORK;
    private static final int TRIES = 1_000;
    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {
    }

    /** A port that nobody listens on and that this test run has not used. */
    static int next() {
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, BEYOND);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
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
}
