package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** More clients than there is room for. After each test all is as before. */
class OverloadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int TIMEOUT = Integer.getInteger("stress.timeout", 3);
    private static final int CALM = Integer.getInteger("stress.calm", 3);
    private static final PostriderServer SERVER = PostriderServer.create("overload");
    private static Vitals vitals;

    @BeforeAll
    static void start() {
        SERVER.configure("org.postrider.smtp.server.cfg",
                        "stressTimeout = " + TIMEOUT + "\nstressCalm = " + CALM + "\n")
                .configure("org.postrider.listener-narrow.cfg", "port = 0\nmaxSessions = 10\n").start();
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

    private static long logged(String text) {
        return SERVER.log().lines().filter(line -> line.contains("listener narrow: ") && line.contains(text)).count();
    }
}
