package org.postrider.itests;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Clients that go away in the middle, at every point of a transaction. Each message has an id and the body that belongs
 * to it, as those of {@link AckedLoad} have.
 */
final class HangUps {

    /** The last thing a client has done before it goes away. */
    enum Moment { CONNECT, EHLO, MAIL, RCPT, DATA, BODY, DOT }

    private static final int SMALL = 2_000;
    private static final int LARGE = 300_000; // more than the spool keeps in memory
    private static final int THREADS = 32;

    private final int port;
    private final Set<String> dotSent = ConcurrentHashMap.newKeySet();

    HangUps(int port) {
        this.port = port;
    }

    /** Ids of messages whose final dot was sent: no others may arrive, and these need not. */
    Set<String> dotSent() {
        return dotSent;
    }

    static int size(String id) {
        return id.endsWith("0") ? LARGE : SMALL;
    }

    /** So many clients for each moment and each way to hang up; returns how many there were. */
    int run(int times) throws InterruptedException {
        Stream<Callable<Void>> clients = IntStream.range(0, times).boxed().flatMap(number -> Stream.of(Moment.values())
                .flatMap(moment -> Stream.of(false, true).map(abruptly -> () -> client(moment, abruptly, number))));
        return Parallel.run(THREADS, clients).size();
    }

    private Void client(Moment moment, boolean abruptly, int number) throws IOException {
        try (RawClient client = new RawClient(port)) {
            approach(client, moment);
            send(client, moment, moment + (abruptly ? "-rst-" : "-fin-") + number);
            if (abruptly) {
                client.reset();
            } else {
                client.end().rest();
            }
            return null;
        }
    }

    private void send(RawClient client, Moment moment, String id) throws IOException {
        String message = "X-Load-Id: " + id + "\r\n\r\n" + AckedLoad.body(id, size(id));
        if (moment == Moment.BODY) {
            client.send(message);
        } else if (moment == Moment.DOT) {
            dotSent.add(id);
            client.send(message + ".\r\n");
        }
    }

    /** Stays after this moment, and sends nothing or, again and again, too little; returns the server's last word. */
    static String lastWord(int port, Moment moment, String drip) throws IOException {
        try (RawClient client = new RawClient(port)) {
            approach(client, moment);
            client.send(moment == Moment.BODY ? "Subject: slow\r\n" : "");
            while (!drip.isEmpty() && !client.hears(200)) {
                client.send(drip);
            }
            List<String> replies = client.rest();
            return replies.get(replies.size() - 1);
        }
    }

    /** Goes through a transaction up to this moment, as far as there are commands. */
    static void approach(RawClient client, Moment moment) throws IOException {
        List<String> lines = List.of("EHLO abuse.test", "MAIL FROM:<sender@abuse.test>",
                "RCPT TO:<postmaster@localhost>", "DATA");
        if (moment != Moment.CONNECT) {
            client.expect("220");
        }
        for (int i = 0; i < Math.min(lines.size(), moment.ordinal()); i++) {
            client.say(lines.get(i)).expect(lines.get(i).equals("DATA") ? "354" : "250");
        }
    }
}
