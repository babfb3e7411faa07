package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What sessions cost, and that all of it is given back. The young generation is small, and was full before: what memory
 * grows by is what sessions hold, not garbage. What holds memory for the first time comes first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FootprintIT {

    private static final int IDLE = Integer.getInteger("footprint.idle", 1000);
    private static final int ENCRYPTED = Integer.getInteger("footprint.tls", 200);
    private static final int SENDERS = Integer.getInteger("footprint.senders", 20);
    private static final int MEGABYTES = Integer.getInteger("footprint.megabytes", 10);
    private static final int SESSIONS = Integer.getInteger("footprint.sessions", 2000);
    private static final int RESETS = Integer.getInteger("footprint.resets", 1000);

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THREADS = 16;
    private static final int MEGABYTE = 1 << 20;
    private static final byte[] LINES = ("x".repeat(1022) + "\r\n").repeat(1024).getBytes(StandardCharsets.US_ASCII);
    private static final PostriderServer SERVER = PostriderServer.create("footprint")
            .with("POSTRIDER_JAVA_OPTS", "-Xmx512m -Xmn32m -XX:MaxDirectMemorySize=128m -XX:TieredStopAtLevel=1"
                    + " -XX:+UseSerialGC");
    private static Vitals vitals;
    private static int port;

    @BeforeAll
    static void start() throws Exception {
        String wide = "port = 0\nmaxConnections = 20000\nmaxSessions = 20000\n";
        SERVER.configure("org.postrider.smtp.server.cfg", "sizeLimit = 60000000\n")
                .configure("org.postrider.listener-wide.cfg", wide)
                .configure("org.postrider.listener-tls.cfg", wide + "tls = implicit\n")
                .start();
        vitals = new Vitals(SERVER);
        port = vitals.port("wide");
        Crowd.of(50, port).close();
        Crowd.encrypted(50, vitals.port("tls")).close();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @AfterEach
    void theServerIsAsBefore() throws IOException {
        vitals.assertWell();
    }

    /** R1: 10,000 in 256 MB, 1,000 in 25 MB. */
    @Test
    @Order(1)
    void idleSessionsAreSmall() throws Exception {
        long heap = vitals.liveHeap();
        long before = vitals.resident();
        try (Crowd crowd = Crowd.of(IDLE, port)) {
            assertThat(costs("plaintext", crowd, before, heap)).isLessThanOrEqualTo(25 * 1024L);
        }
    }

    /** R1: 2,000 in 256 MB. */
    @Test
    @Order(2)
    void idleEncryptedSessionsAreNotMuchLarger() throws Exception {
        long heap = vitals.liveHeap();
        long before = vitals.resident();
        try (Crowd crowd = Crowd.encrypted(ENCRYPTED, vitals.port("tls"))) {
            assertThat(costs("TLS", crowd, before, heap)).isLessThanOrEqualTo(128 * 1024L);
        }
    }

    /** Octets of a session of a crowd that is there and answers. */
    private static long costs(String what, Crowd crowd, long before, long heap) throws IOException {
        long grown = vitals.resident() - before;
        int size = crowd.clients().size();
        System.out.printf("R1: %d idle %s sessions: RSS %+.1f MB, %.1f KB each; live heap %+.1f KB each%n", size, what,
                (double) grown / MEGABYTE, grown / 1024.0 / size, (vitals.liveHeap() - heap) / 1024.0 / size);
        for (RawClient client : crowd.clients()) {
            client.say("NOOP").expect("250");
        }
        return grown / size;
    }

    /** R2: 200 of 50 MB. */
    @Test
    @Order(3)
    void largeMessagesAreNotKeptInMemory() throws Exception {
        vitals.forgetPeak();
        long before = vitals.resident();
        CyclicBarrier together = new CyclicBarrier(SENDERS);
        Parallel.run(SENDERS, IntStream.range(0, SENDERS).mapToObj(number -> () -> sendLarge(together)));
        long grown = vitals.peak() - before;
        System.out.printf("R2: %d sessions of %d MB at once, peak of RSS %+.1f MB%n", SENDERS, MEGABYTES,
                (double) grown / MEGABYTE);
        assertThat(grown).isLessThanOrEqualTo(128L * MEGABYTE);
    }

    private static String sendLarge(CyclicBarrier together) throws Exception {
        try (RawClient client = RawClient.greeted(port)) {
            client.say("MAIL FROM:<sender@abuse.test>").expect("250");
            client.say("RCPT TO:<postmaster@localhost>").expect("250");
            client.say("DATA").expect("354");
            client.send("Subject: large\r\n\r\n");
            together.await(60, TimeUnit.SECONDS);
            for (int i = 0; i < MEGABYTES; i++) {
                client.send(LINES);
            }
            return client.send(".\r\n").expect("250 2.0.0").ask("QUIT");
        }
    }

    /** R7: 100,000. */
    @Test
    @Order(4)
    void sessionsLeaveNothingBehind() throws Exception {
        visit(SESSIONS / 10); // what is made once is made now
        vitals.assertWell();
        int descriptors = vitals.descriptors();
        int threads = vitals.threads();
        long direct = vitals.metric("smtp.memory.direct");
        visit(SESSIONS);
        vitals.assertWell();
        await().atMost(PATIENCE).until(() -> vitals.descriptors() <= descriptors * 1.01 && vitals.threads() <= threads * 1.01);
        System.out.printf("R7: %d sessions: descriptors %d, then %d; threads %d, then %d; direct memory %.1f MB, then %.1f MB%n",
                SESSIONS, descriptors, vitals.descriptors(), threads, vitals.threads(), (double) direct / MEGABYTE,
                (double) vitals.metric("smtp.memory.direct") / MEGABYTE);
        assertThat(vitals.metric("smtp.memory.direct")).isLessThanOrEqualTo((long) (direct * 1.01));
    }

    private static void visit(int times) throws InterruptedException {
        Parallel.run(THREADS, IntStream.range(0, times).mapToObj(number -> () -> {
            try (RawClient client = RawClient.greeted(port)) {
                leave(client, number % 4);
            }
            return number;
        }));
    }

    private static void leave(RawClient client, int way) throws IOException {
        switch (way) {
            case 0 -> client.ask("QUIT");
            case 1 -> client.reset();
            case 2 -> client.say("MAIL FROM:<>").expect("250").end().rest();
            default -> {
                client.say("MAIL FROM:<>").expect("250").say("RCPT TO:<postmaster@localhost>").expect("250");
                client.say("DATA").expect("354").send("Subject: half\r\n\r\nHalf").reset();
            }
        }
    }

    /** F12: 10,000. */
    @Test
    @Order(5)
    void halfClosedConnectionsThatAreResetDoNotKeepTheLoopsBusy() throws Exception {
        Parallel.run(THREADS, IntStream.range(0, RESETS).mapToObj(number -> () -> {
            RawClient client = number % 2 == 0 ? new RawClient(port).expect("220") : RawClient.greeted(port);
            client.end().reset();
            return number;
        }));
        await().atMost(PATIENCE).until(() -> vitals.metric("listener.connections") == 0);
        await().atMost(PATIENCE).until(() -> load() < 0.2);
        System.out.printf("F12: %d connections half-closed and reset, then %d open and %.0f %% of a processor%n", RESETS,
                vitals.metric("listener.connections"), 100 * load());
    }

    /** The part of a processor that the server uses for a second. */
    private static double load() throws InterruptedException {
        Duration before = vitals.processorTime();
        long since = System.nanoTime();
        TimeUnit.SECONDS.sleep(1); // what is measured is a time in which nobody does anything
        return (double) vitals.processorTime().minus(before).toNanos() / (System.nanoTime() - since);
    }
}
