package org.postrider.itests;

import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** Clients that come one after another, each with a message that has a number. A refusal in words is no failure. */
final class OfferedLoad {

    private static final int MOST_CLIENTS = 400;
    private static final int PATIENCE_SECONDS = 120;
    private static final String MAIL = "MAIL FROM:<sender@load.test>";
    private static final String RCPT = "RCPT TO:<postmaster@localhost>";
    private static final String BODY = ("x".repeat(62) + "\r\n").repeat(256);

    private final int port;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final BitSet acknowledged = new BitSet();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();

    /** What became of those that came: numbers, and what else was said or happened. */
    record Tally(int offered, int taken, int refused, List<String> failed) {

        Tally minus(Tally before) {
            return new Tally(offered - before.offered, taken - before.taken, refused - before.refused,
                    failed.subList(before.failed.size(), failed.size()));
        }
    }

    OfferedLoad(int port) {
        this.port = port;
    }

    /** As fast as so many clients at once can for so many seconds; returns how many messages were taken in a second. */
    double closed(int clients, int seconds) throws InterruptedException {
        int before = tally().taken();
        long began = System.nanoTime();
        long end = began + TimeUnit.SECONDS.toNanos(seconds);
        Parallel.run(clients, Stream.generate(() -> (Callable<Boolean>) () -> {
            while (System.nanoTime() - end < 0) {
                client();
            }
            return true;
        }).limit(clients));
        return (tally().taken() - before) * 1e9 / (System.nanoTime() - began);
    }

    /** Clients come at this rate whatever becomes of those before them; one that finds {@value #MOST_CLIENTS} goes. */
    void open(double perSecond, int seconds) throws InterruptedException {
        ExecutorService clients = new ThreadPoolExecutor(0, MOST_CLIENTS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(),
                (task, full) -> { });
        try {
            long began = System.nanoTime();
            for (long number = 0; number < perSecond * seconds; number++) {
                long due = began + (long) (number * 1e9 / perSecond);
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                clients.execute(this::client);
            }
        } finally {
            clients.shutdown();
            if (!clients.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                clients.shutdownNow();
                failed.add("clients that did not end in " + PATIENCE_SECONDS + " s");
            }
        }
    }

    private void client() {
        try (RawClient client = new RawClient(port)) {
            message(client, client.reply(), List.of("EHLO load.test", MAIL, RCPT, "DATA"));
            client.say("QUIT");
        } catch (IOException e) {
            failed.add(e.toString());
        }
    }

    /** Another message in a session that was greeted; a refusal leaves it open. */
    void again(RawClient client) throws IOException {
        message(client, client.ask("RSET"), List.of(MAIL, RCPT, "DATA"));
    }

    private void message(RawClient client, String before, List<String> lines) throws IOException {
        int number = next.getAndIncrement();
        String reply = send(client, number, before, lines);
        if (reply.startsWith("250 ")) {
            synchronized (acknowledged) {
                acknowledged.set(number);
            }
        } else if (reply.startsWith("4")) {
            refused.incrementAndGet();
        } else {
            failed.add("\"" + reply + "\"");
        }
    }

    /** The reply that ends it: to the message, or the first that is no yes. */
    private static String send(RawClient client, int number, String before, List<String> lines) throws IOException {
        String reply = before;
        for (String line : lines) {
            if (!reply.startsWith("2")) {
                return reply;
            }
            reply = client.ask(line);
        }
        return reply.startsWith("354")
                ? client.send("Subject: load\r\nX-Load-Id: " + number + "\r\n\r\n" + BODY + ".\r\n").reply() : reply;
    }

    Tally tally() {
        return new Tally(next.get(), acknowledged().cardinality(), refused.get(), List.copyOf(failed));
    }

    /** The numbers of all messages that were acknowledged. */
    BitSet acknowledged() {
        synchronized (acknowledged) {
            return (BitSet) acknowledged.clone();
        }
    }
}
