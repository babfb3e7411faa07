package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a client may ask for, up to the limit and beyond it, as it is by default, however many there are. After each test
 * all is as before.
 */
class LimitsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int FLOOD = Integer.getInteger("flood.connections", 2000);
    private static final int SIZE_LIMIT = 36_700_160;
    private static final byte[] MEGABYTE = ("x".repeat(1022) + "\r\n").repeat(1024).getBytes(StandardCharsets.US_ASCII);
    private static final PostriderServer SERVER = PostriderServer.create("limits");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static Vitals vitals;

    @BeforeAll
    static void start() {
        SERVER.configure("org.postrider.smtp.server.cfg", "stressFrom = 0\n") // what it does then: OverloadIT
                .configure("org.postrider.listener-few.cfg", "port = 0\nmaxPerClient = 5\ntrustedNetworks =\n")
                .configure("org.postrider.listener-flood.cfg", "port = 0\nmaxSessions = 100\nmaxConnections = 20000\n")
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

    @Test
    void afterTheLastRecipientTheMessageGoesToThoseThatWereTaken() throws IOException {
        try (RawClient client = RawClient.greeted(SERVER.smtpPort())) {
            client.say("MAIL FROM:<sender@abuse.test>").expect("250");
            client.send("RCPT TO:<postmaster@localhost>\r\n".repeat(1000));
            for (int i = 0; i < 1000; i++) {
                client.expect("250 2.1.5 ");
            }
            assertThat(client.ask("RCPT TO:<postmaster@localhost>")).startsWith("452 4.5.3 ");
            client.say("DATA").expect("354");
            client.send("Subject: many\r\n\r\nTo many.\r\n.\r\n").expect("250 2.0.0 ");
        }
        await().atMost(PATIENCE).until(() -> POSTMASTER.count() > 0);
    }

    @Test
    void aSizeThatIsDeclaredIsRefusedAtOnce() throws IOException {
        try (RawClient client = RawClient.greeted(SERVER.smtpPort())) {
            assertThat(client.ask("MAIL FROM:<> SIZE=" + (SIZE_LIMIT + 1))).startsWith("552 5.3.4 ");
            assertThat(client.ask("MAIL FROM:<> SIZE=99999999999999999999")).startsWith("552 5.3.4 ");
            assertThat(client.ask("MAIL FROM:<> SIZE=" + SIZE_LIMIT)).startsWith("250 2.1.0 ");
        }
    }

    @Test
    void aSizeThatIsNotDeclaredIsRefusedAtTheEnd() throws IOException {
        try (RawClient client = RawClient.greeted(SERVER.smtpPort())) {
            begin(client);
            assertThat(send(client, 36).send(".\r\n").reply()).startsWith("552 5.3.4 ");
            assertThat(client.message("Subject: next\r\n\r\nSmall.\r\n")).startsWith("250 2.0.0 ");
        }
        assertThat(vitals.bigFiles()).isEmpty();
    }

    @Test
    void whoGoesOnBeyondAnySizeIsNotHeardToTheEnd() throws IOException {
        try (RawClient client = RawClient.greeted(SERVER.smtpPort())) {
            begin(client);
            assertThat(send(client, 60).rest()).hasSize(1).allMatch(reply -> reply.startsWith("552 5.3.4 "));
        }
    }

    private static void begin(RawClient client) throws IOException {
        client.say("MAIL FROM:<sender@abuse.test>").expect("250");
        client.say("RCPT TO:<postmaster@localhost>").expect("250");
        client.say("DATA").expect("354");
        client.send("Subject: large\r\n\r\n");
    }

    private static RawClient send(RawClient client, int megabytes) throws IOException {
        for (int i = 0; i < megabytes; i++) {
            client.send(MEGABYTE);
        }
        return client;
    }

    @Test
    void whoErrsTooOftenIsSentAway() throws IOException {
        try (RawClient client = RawClient.greeted(SERVER.smtpPort())) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.ask("MAIL FROM:nobody")).startsWith("501 5.1.7 ");
            }
            assertThat(client.rest()).hasSize(1).allMatch(reply -> reply.startsWith("421 4.7.0 "));
        }
    }

    @Test
    void whoOnlyTalksIsSentAway() throws IOException {
        try (RawClient client = new RawClient(SERVER.smtpPort())) {
            client.expect("220");
            for (int i = 0; i < 100; i++) {
                client.say("NOOP").expect("250");
            }
            assertThat(client.ask("NOOP")).startsWith("421 4.7.0 ");
            assertThat(client.rest()).isEmpty();
        }
    }

    @Test
    void oneClientHasOnlySoManySessionsAndGetsThemBack() throws IOException {
        int port = vitals.port("few");
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < 5; i++) {
                clients.add(RawClient.greeted(port));
            }
            assertThat(greeting(port)).startsWith("421 4.7.0 ");
            clients.get(0).ask("QUIT");
            clients.get(0).close();
            await().atMost(PATIENCE).until(() -> greeting(port).startsWith("220 "));
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static String greeting(int port) throws IOException {
        try (RawClient client = new RawClient(port)) {
            return client.reply();
        }
    }

    @Test
    void aFloodIsTurnedAwayAndThoseWhoWereThereAreServed() throws Exception {
        int before = vitals.descriptors();
        int port = vitals.port("flood");
        int threads = vitals.threads("postrider-io");
        Flood flood = new Flood(port, FLOOD);
        List<Callable<List<Long>>> regulars = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            RawClient client = RawClient.greeted(port);
            regulars.add(() -> flood.regular(client));
        }
        List<Long> waits = Parallel.run(6, Stream.concat(Stream.of(flood::run), regulars.stream())).stream()
                .flatMap(List::stream).sorted().toList();
        System.out.printf("L1: %d connections, %d greeted, %d told 421 4.3.2; %d NOOPs meanwhile, p99 %.1f ms; threads of"
                + " sockets %d, then %d%n",
                flood.greetings().size(), flood.greeted(), flood.refused(), waits.size(),
                waits.get(waits.size() * 99 / 100) / 1e6, threads, vitals.threads("postrider-io"));
        assertThat(flood.greeted()).isEqualTo(95);
        assertThat(flood.refused()).isEqualTo(FLOOD - 95);
        assertThat(vitals.threads("postrider-io")).isLessThanOrEqualTo(Runtime.getRuntime().availableProcessors());
        vitals.awaitIdle();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(vitals.descriptors()).isLessThanOrEqualTo(before));
    }
}
