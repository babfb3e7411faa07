package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Twice the mail that a server with little memory can take, for as long as it is told to. */
class DoubleLoadIT {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int SECONDS = Integer.getInteger("double.seconds", 6);
    private static final int MEASURED = 3;
    private static final int USUAL = 16;
    private static final int PERIOD = 5;
    private static final PostriderServer SERVER = PostriderServer.create("double-load")
            .with("POSTRIDER_JAVA_OPTS", "-Xmx512m -XX:MaxDirectMemorySize=128m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    private static Vitals vitals;

    @BeforeAll
    static void start() {
        SERVER.configure("org.postrider.listener-crowded.cfg", "port = 0\nmaxSessions = 100\n").start();
        vitals = new Vitals(SERVER);
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    /** L3: an hour. L4: what is served meanwhile is printed. */
    @Test
    void twiceAsMuchAsItCanTakeIsRefusedInWordsAndTakesNoMoreMemoryThanThereIs() throws Exception {
        long pid = SERVER.process().orElseThrow().pid();
        OfferedLoad load = new OfferedLoad(vitals.port("crowded"));
        try (RawClient early = RawClient.greeted(vitals.port("crowded")); EmptiedMailbox mailbox = EmptiedMailbox.of(SERVER)) {
            load.closed(USUAL, MEASURED); // what is slow only the first time is so now
            double capacity = load.closed(USUAL, MEASURED);
            OfferedLoad.Tally before = load.tally();
            long began = System.nanoTime();
            FutureTask<Boolean> stays = new FutureTask<>(() -> stay(early, load));
            new Thread(stays).start();
            load.open(2 * capacity, SECONDS);
            assertThat(stays.get(1, TimeUnit.MINUTES)).isTrue();
            double seconds = (System.nanoTime() - began) / 1e9;
            OfferedLoad.Tally amid = load.tally().minus(before);
            print(capacity, seconds, amid);
            assertThat(amid.failed()).isEmpty();
            assertThat(early.ask("NOOP")).as("to who was there before").startsWith("250 ");
            await().atMost(PATIENCE).until(() -> mailbox.found().cardinality() == load.acknowledged().cardinality());
            assertThat(mailbox.found()).isEqualTo(load.acknowledged());
        }
        assertThat(SERVER.process().orElseThrow().pid()).isEqualTo(pid);
        assertThat(SERVER.log()).doesNotContain("OutOfMemoryError");
        vitals.assertWell();
    }

    /** Who was there before goes on all the time. */
    private static boolean stay(RawClient early, OfferedLoad load) throws Exception {
        for (int second = 0; second < SECONDS; second += PERIOD) {
            load.again(early);
            TimeUnit.SECONDS.sleep(PERIOD); // a client that thinks
        }
        return true;
    }

    private static void print(double capacity, double seconds, OfferedLoad.Tally amid) throws IOException {
        System.out.printf("L3: %.0f messages/s is what it takes; %.0f s with %.0f/s offered: %.0f/s taken, %d refused, no memory was"
                + " lacking, peak of RSS %.0f MB%n", capacity, seconds, amid.offered() / seconds, amid.taken() / seconds,
                amid.refused(), vitals.peak() / 1048576.0);
    }
}
