package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More clients than there is room for. After each test all is as before. */
class OverloadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TIMEOUT = Integer.getInteger("stress.timeout", 3);
    private static final int CALM = Integer.getInteger("stress.calm", 3);
    private static final int SLOW = Integer.getInteger("slow.clients", 500);
    private static final PostriderServer SERVER = PostriderServer.create("overload");
    private static final int HONEST = 4;
    private static final int MESSAGES = 200;
    private static Vitals vitals;

    @BeforeAll
    static void start() {
        SERVER.configure("org.postrider.smtp.server.cfg",
                        "stressTimeout = " + TIMEOUT + "\nstressCalm = " + CALM + "\n")
                .configure("org.postrider.listener-narrow.cfg", "port = 0\nmaxSessions = 10\n")
                .configure("org.postrider.listener-slow.cfg", "port = 0\nmaxConnections = 20000\nmaxSessions = "
                        + (SLOW + SLOW / 5) + "\n")
                .start();
        vitals = new Vitals(SERVER);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @AfterEach
    void theServerIsAsBefore() throws IOException {
        vitals.assertWell();
    }

    /** L2. */
    @Test
    void aListenerThatIsNearlyFullHasLessPatienceUntilTheLoadIsOver() throws IOException {
        int port = vitals.port("narrow");
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 8; i++) {
                clients.add(RawClient.greeted(port));
            }
            assertThat(clients.get(0).ask("MAIL nonsense")).startsWith("501 5.1.7 ");
            assertThat(clients.get(0).rest()).hasSize(1).allMatch(reply -> reply.startsWith("421 4.7.0 "));
            long silent = System.nanoTime();
            for (RawClient client : clients.subList(1, 8)) {
                assertThat(client.rest()).hasSize(1).allMatch(reply -> reply.startsWith("421 4.4.2 "));
            }
            long gone = System.nanoTime();
            await().atMost(PATIENCE).until(() -> logged("usual again") == 1);
            System.out.printf("L2: seven silent clients were gone after %.1f s, all was as usual %.1f s later%n",
                    (gone - silent) / 1e9, (System.nanoTime() - gone) / 1e9);
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
        assertThat(logged("8 of 10 sessions are in use")).isEqualTo(1);
        assertThat(vitals.shell("mail:metrics --json smtp.stress")).containsPattern("\"value\":0[,}]");
    }

    /** P9: 5,000. */
    @Test
    void whoDripsIsSentAwayAndOthersAreServedMeanwhile() throws Exception {
        int port = vitals.port("slow");
        AtomicBoolean over = new AtomicBoolean();
        Parallel.run(HONEST, honest(port, new AtomicBoolean(true))); // what is slow only the first time is so now
        double alone = sum(Parallel.run(HONEST, honest(port, new AtomicBoolean(true))));
        try (Crowd crowd = Crowd.of(SLOW, port)) {
            Slowloris slow = new Slowloris(crowd.clients());
            long began = System.nanoTime();
            Callable<Double> drips = () -> {
                try {
                    slow.run(10 * TIMEOUT);
                    return 0.0;
                } finally {
                    over.set(true);
                }
            };
            double amid = sum(Parallel.run(HONEST + 1, Stream.concat(Stream.of(drips), honest(port, over))));
            System.out.printf("P9: %d slow clients, all gone after %.1f s; honest ones %.0f messages/s, %.0f %% of %.0f%n", SLOW,
                    (System.nanoTime() - began) / 1e9, amid, 100 * amid / alone, alone);
            assertThat(slow.lastWords()).hasSize(SLOW).allMatch(word -> word.startsWith("421 4.4.2 "));
        }
    }

    private static Stream<Callable<Double>> honest(int port, AtomicBoolean over) {
        return Stream.generate(() -> (Callable<Double>) () -> rate(port, over)).limit(HONEST);
    }

    private static double sum(List<Double> rates) {
        return rates.stream().mapToDouble(rate -> rate).sum();
    }

    /** Messages a second of a client that sends at least {@link #MESSAGES}, and until it is over; each is accepted. */
    private static double rate(int port, AtomicBoolean over) throws IOException {
        long began = System.nanoTime();
        int sent = 0;
        while (sent < MESSAGES || !over.get()) {
            try (RawClient client = RawClient.greeted(port)) {
                for (int i = 0; i < 10; i++, sent++) {
                    assertThat(client.message("Subject: honest\r\n\r\nAs ever.\r\n")).startsWith("250 2.0.0 ");
                }
                client.ask("QUIT");
            }
        }
        return sent * 1e9 / (System.nanoTime() - began);
    }

    private static long logged(String text) {
        return SERVER.log().lines().filter(line -> line.contains("listener narrow: ") && line.contains(text)).count();
    }
}
