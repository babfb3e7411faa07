package org.postrider.itests;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Clients that send so slowly that they would stay for ever: half of them within a command, half within a message. */
final class Slowloris {

    private static final int ROUND_SECONDS = 1;
    private static final String DRIP = "8 octets\r\n";

    private final List<RawClient> clients;
    private final List<String> lastWords = new ArrayList<>();

    Slowloris(List<RawClient> clients) {
        this.clients = clients;
    }

    /** Drips until all of them have been sent away, for so many seconds at most. */
    void run(int seconds) throws IOException, InterruptedException {
        for (int i = 1; i < clients.size(); i += 2) {
            clients.get(i).send("MAIL FROM:<>\r\nRCPT TO:<postmaster@localhost>\r\nDATA\r\n");
        }
        for (int i = 1; i < clients.size(); i += 2) {
            clients.get(i).reply();
            clients.get(i).reply();
            clients.get(i).reply();
        }
        for (int round = 0; round < seconds && drip(round) > 0; round++) {
            TimeUnit.SECONDS.sleep(ROUND_SECONDS);
        }
        for (RawClient client : clients) {
            lastWords.add(client.hasHeard() ? client.reply() : "");
        }
    }

    /** How many are still there. */
    private int drip(int round) throws IOException {
        int there = 0;
        for (int i = 0; i < clients.size(); i++) {
            RawClient client = clients.get(i);
            if (client.hasHeard()) {
                continue; // it has been told to go
            }
            there++;
            if (i % 2 == 1) {
                client.send(DRIP);
            } else if (round % 10 == 0) {
                client.send("N");
            }
        }
        return there;
    }

    List<String> lastWords() {
        return lastWords;
    }
}
