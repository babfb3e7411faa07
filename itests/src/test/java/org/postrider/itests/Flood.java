package org.postrider.itests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Very many connections at once, and clients that were there before and want to be served all the same. */
final class Flood {

    private static final int NOOPS = 90; // between two messages; more would be too many commands that bring no mail

    private final int port;
    private final int connections;
    private final List<String> greetings = new ArrayList<>();
    private volatile boolean over;

    Flood(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /** Opens all connections before it reads what the first was told; measures nothing. */
    List<Long> run() throws IOException {
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < connections; i++) {
                clients.add(new RawClient(port));
            }
            for (RawClient client : clients) {
                greetings.add(client.reply());
            }
            return List.of();
        } finally {
            over = true;
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    /** Talks until the flood is over; returns how long each answer took, in nanoseconds. */
    List<Long> regular(RawClient client) throws IOException {
        List<Long> waits = new ArrayList<>();
        try (client) {
            while (!over) {
                for (int i = 0; i < NOOPS; i++) {
                    long asked = System.nanoTime();
                    client.say("NOOP").expect("250");
                    waits.add(System.nanoTime() - asked);
                }
                client.message("Subject: regular\r\n\r\nAs ever.\r\n");
            }
        }
        return waits;
    }

    List<String> greetings() {
        return greetings;
    }

    long greeted() {
        return greetings.stream().filter(reply -> reply.startsWith("220 ")).count();
    }

    long refused() {
        return greetings.stream().filter(reply -> reply.startsWith("421 4.3.2 ")).count();
    }
}
