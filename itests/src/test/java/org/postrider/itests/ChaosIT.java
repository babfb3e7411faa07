package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults on demand in the server as it is shipped: what fails costs the mail it was about, for now, and nothing else. */
class ChaosIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SECONDS = Integer.getInteger("chaos.seconds", 4);
    private static final int CLIENTS = 8;
    private static final String FILTER = "org.postrider.chaos.filter-it.cfg";
    private static final String DNS = "org.postrider.chaos.dns-it.cfg";
    private static final String SERVICES = "org.postrider.chaos.services-it.cfg";
    private static final int FAULTS = 8;
    private static final String PLAIN = "Subject: chaos\r\n\r\nx\r\n";
    private static final List<String> COMMANDS = List.of("EHLO chaos.test", "MAIL FROM:<sender@chaos.test>",
            "RCPT TO:<postmaster@localhost>", "DATA", "Subject: chaos\r\n\r\nx\r\n.");
    /** Which of the replies, the greeting among them, a failure at each stage is. */
    private static final List<String> STAGES = List.of("CONNECT", "HELO", "SENDER", "RECIPIENT", "DATA", "MESSAGE");
    private static final PostriderServer SERVER = PostriderServer.create("chaos");

    @BeforeAll
    static void start() {
        SERVER.submissionInClearText().start();
        SERVER.shell("feature:install postrider-chaos").good();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @AfterEach
    void noFaultIsLeft() throws IOException {
        for (String file : List.of(FILTER, DNS, SERVICES)) {
            remove(file);
        }
    }

    /** F6. */
    @Test
    void whateverAFilterThrowsAtAnyStageDefersThatMessageAndTheSessionLivesOn() throws IOException {
        SERVER.configure(FILTER, "fault = pass\n");
        await().atMost(PATIENCE).until(() -> SERVER.shell("mail:filters").output().contains("chaos"));
        for (String stage : STAGES) {
            fail(stage);
        }
        set("each", "END");
        for (int i = 0; i < FAULTS; i++) {
            assertThat(MailSession.mail(SERVER.smtpPort(), PLAIN)).startsWith("250 ");
        }
        System.out.printf("F6: %d faults at %d stages: each message refused for now, every session went on%n", FAULTS,
                STAGES.size() + 1);
        remove(FILTER);
        await().atMost(PATIENCE).until(() -> !SERVER.shell("mail:filters").output().contains("chaos"));
    }

    /** Each fault once, in a session of its own; the calls at the other stages keep the circuit closed. */
    private static void fail(String stage) throws IOException {
        set("each", stage);
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < FAULTS; i++) {
                if (i == FAULTS / 2 && stage.equals("CONNECT")) {
                    succeed(); // no call at another stage does: five failures in a row would open the circuit
                }
                clients.add(new RawClient(SERVER.smtpPort()));
                assertThat(until(stage, clients.get(i))).as("fault " + i + " at " + stage).matches("4[25]1 4\\.3\\.0 .*");
            }
            set("pass", stage);
            for (RawClient client : stage.equals("CONNECT") ? List.<RawClient>of() : clients) {
                client.say("RSET").expect("250").say("EHLO chaos.test").expect("250");
                assertThat(client.message(PLAIN)).as("after the fault at " + stage).startsWith("250 ");
            }
        } finally {
            for (RawClient client : clients) {
                client.close();
            }
        }
    }

    private static void succeed() {
        set("pass", "CONNECT");
        assertThat(MailSession.mail(SERVER.smtpPort(), PLAIN)).startsWith("250 ");
        set("each", "CONNECT");
    }

    /** The reply at a stage, to which all goes well. */
    private static String until(String stage, RawClient client) throws IOException {
        String reply = client.reply();
        for (String command : COMMANDS.subList(0, STAGES.indexOf(stage))) {
            assertThat(reply).as("before " + stage).matches("[23].*");
            reply = client.ask(command);
        }
        return reply;
    }

    private static void set(String fault, String stage) {
        SERVER.shell("config:edit org.postrider.chaos.filter~it; config:property-set fault " + fault
                + "; config:property-set stages " + stage + "; config:update").good();
    }

    /** F1. */
    @Test
    void aDnsThatFailsMakesMailWaitAndBouncesNone() throws IOException {
        SERVER.configure(DNS, "answer = failed\nlatency = 100\n");
        await().atMost(PATIENCE).until(() -> SERVER.shell("service:list org.postrider.api.dns.Resolver").output()
                .contains("org.postrider.chaos"));
        try (RawClient client = RawClient.greeted(SERVER.submissionPort())) {
            client.say("MAIL FROM:<postmaster@localhost>").expect("250").say("RCPT TO:<joe@elsewhere.test>").expect("250");
            client.say("DATA").expect("354").send("Subject: far\r\n\r\nx\r\n.\r\n").expect("250");
        }
        await().atMost(PATIENCE).until(() -> SERVER.shell("mail:queue").output().contains("4.4.3"));
        assertThat(SERVER.shell("mail:queue --json").good().output()).contains("joe@elsewhere.test");
        assertThat(Maildir.of(SERVER.home(), "localhost", "postmaster").messages()).noneMatch(text -> text.contains("elsewhere.test"));
        remove(DNS);
        SERVER.shell("mail:queue-remove --all --force");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "org.postrider.spool.SegmentSpool",
        "org.postrider.filters.InstalledFilters",
        "org.postrider.directory.file.FileDirectory",
        "org.postrider.store.maildir.MaildirStore, org.postrider.delivery.local.LocalTransport",
        "org.postrider.queue.DeliveryQueue, org.postrider.router.DirectoryRouter",
        "org.postrider.traces.MemoryTraces, org.postrider.observers.ObservedEvents, org.postrider.metrics.SharedMetrics"})
    void servicesThatComeAndGoLoseNothing(String components) throws Exception {
        Maildir.of(SERVER.home(), "localhost", "postmaster").clear();
        try (EmptiedMailbox mailbox = EmptiedMailbox.of(SERVER)) {
            SERVER.configure(SERVICES, "components = " + components + "\nabsent = 200\npresent = 600\n");
            await().atMost(PATIENCE).until(() -> isConfigured(SERVICES));
            OfferedLoad load = new OfferedLoad(SERVER.smtpPort());
            load.closed(CLIENTS, SECONDS);
            remove(SERVICES);
            OfferedLoad.Tally tally = load.tally();
            System.out.printf("chaos: %s away again and again: %d messages, %d taken, %d refused for now, %d otherwise%n",
                    components, tally.offered(), tally.taken(), tally.refused(), tally.failed().size());
            assertThat(tally.failed()).isEmpty();
            assertThat(tally.taken()).isPositive();
            await().atMost(PATIENCE).until(() -> has(mailbox, load));
        }
    }

    /** Whether all that was acknowledged is there; a message of which the client was not told may be there too. */
    private static boolean has(EmptiedMailbox mailbox, OfferedLoad load) {
        BitSet lacking = load.acknowledged();
        lacking.andNot(mailbox.found());
        return lacking.isEmpty();
    }

    private static void remove(String file) throws IOException {
        if (Files.deleteIfExists(SERVER.home().resolve("etc").resolve(file))) {
            await().atMost(PATIENCE).until(() -> !isConfigured(file));
        }
    }

    private static boolean isConfigured(String file) {
        String pid = file.replace("-it.cfg", "~it");
        return SERVER.shell("config:list '(service.pid=" + pid + ")'").output().contains(pid);
    }
}
