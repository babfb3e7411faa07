package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Clients with bad manners and bad intentions. After each test nobody is connected, nothing is queued, no draft is
 * left, the log has one harmless line for each event and no error among them, and mail is accepted.
 */
class AbuseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int MEGABYTE = 1 << 20;
    private static final PostriderServer SERVER = PostriderServer.create("abuse");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static final Maildir VICTIM = Maildir.of(SERVER.home(), "localhost", "victim");
    private static final List<String> INJECTIONS = List.of("\033[31m", "\r\n", "\n", "\r", "\0", "\u0085", "\u009b31m",
            "\u2028", "\u2029", "\u202e", "\u2066", "\u200f", "\u200b", "\ufeff", "\udb40\udc41", "%n%xEx", "{}",
            "${jndi:ldap://127.0.0.1:PORT/x}", "${${lower:j}ndi:ldap://127.0.0.1:PORT/x}", "${env:PATH}");
    private static RefusingHost elsewhere;
    private static Vitals vitals;

    @BeforeAll
    static void start() throws IOException {
        elsewhere = new RefusingHost("554 5.7.1 Not \u001b[31mhere\u202e ${jndi:ldap://127.0.0.1/x}");
        Files.createDirectories(SERVER.home().resolve("domains"));
        domain("localhost", "account postmaster\naccount victim\n");
        domain("ours.test", "account postmaster\n");
        domain("caught.test", "account postmaster\ncatchall = postmaster@caught.test\n");
        SERVER.configure("org.postrider.smtp.server.cfg",
                        "greetingTimeout = 10\ncommandTimeout = 10\ndataTimeout = 10\ndataWindow = 5\n")
                .configure("org.postrider.router.cfg", "smartHost = 127.0.0.1:" + elsewhere.port() + "\n")
                .configure("org.postrider.listener-closed.cfg", "role = submission\nport = 0\nrelayNetworks =\n")
                .configure("org.postrider.listener-store.cfg", "role = lmtp\nport = 0\nrelayNetworks = 127.0.0.0/8\n")
                .submissionInClearText()
                .start();
        vitals = new Vitals(SERVER);
    }

    private static void domain(String name, String lines) throws IOException {
        Files.writeString(SERVER.home().resolve("domains/" + name + ".domain"), lines);
    }

    @AfterAll
    static void stop() throws IOException {
        SERVER.close();
        elsewhere.close();
    }

    @AfterEach
    void theServerIsAsBefore() throws IOException {
        vitals.assertWell();
    }

    @Test
    void nobodyRelaysFromTheMxPort() throws Exception {
        RelayAttempts attempts = new RelayAttempts(SERVER.smtpPort());
        int before = vitals.delivered();
        int visitors = elsewhere.visitors();
        assertThat(attempts.taken(RelayAttempts.RECIPIENTS)).isEmpty();
        int caught = attempts.taken(RelayAttempts.CAUGHT).size();
        assertThat(caught).isEqualTo(RelayAttempts.SENDERS.size() * RelayAttempts.CAUGHT.size());
        vitals.awaitIdle();
        assertThat(elsewhere.visitors()).isEqualTo(visitors);
        assertThat(vitals.delivered()).isEqualTo(before + caught);
    }

    @Test
    void nobodySubmitsFromElsewhere() throws Exception {
        int port = vitals.port("closed");
        int visitors = elsewhere.visitors();
        assertThat(new RelayAttempts(port).taken(RelayAttempts.RECIPIENTS)).isEmpty();
        try (RawClient client = RawClient.greeted(port)) {
            assertThat(client.ask("MAIL FROM:<x@ours.test>")).startsWith("530 5.7.0 ");
            assertThat(client.ask("RCPT TO:<postmaster@localhost>")).startsWith("503 5.5.1 ");
        }
        assertThat(elsewhere.visitors()).isEqualTo(visitors);
    }

    @Test
    void nobodyRelaysByLmtp() throws Exception {
        int visitors = elsewhere.visitors();
        assertThat(new RelayAttempts(vitals.port("store"), "LHLO").taken(RelayAttempts.RECIPIENTS)).isEmpty();
        assertThat(elsewhere.visitors()).isEqualTo(visitors);
    }

    /** The other tests could not see mail go elsewhere if this one did not. */
    @Test
    void aListedClientRelays() throws Exception {
        int visitors = elsewhere.visitors();
        assertThat(new RelayAttempts(SERVER.submissionPort()).taken(List.of("<joe@elsewhere.test>"))).hasSize(5);
        await().atMost(PATIENCE).until(() -> elsewhere.visitors() > visitors);
    }

    @Test
    void nothingIsSmuggledIn() throws Exception {
        POSTMASTER.clear();
        List<List<String>> replies = new ArrayList<>();
        for (String end : Smuggling.ENDS) {
            String strict = end.contains("\0") ? "250 2.0.0" : "550 5.6.11";
            replies.addAll(cutEverywhere(SERVER.smtpPort(), end, "250 2.0.0"));
            replies.addAll(cutEverywhere(SERVER.submissionPort(), end, strict));
        }
        vitals.awaitIdle();
        long accepted = replies.stream().filter(session -> session.get(0).startsWith("250")).count();
        System.out.printf("smuggling: %d messages accepted, %d refused, %d in the mailbox, %d smuggled%n",
                accepted, replies.size() - accepted, POSTMASTER.count(), VICTIM.count());
        assertThat(POSTMASTER.count()).isEqualTo((int) accepted);
        assertThat(VICTIM.count()).isZero();
    }

    private static List<List<String>> cutEverywhere(int port, String end, String reply) throws IOException {
        List<List<String>> replies = new Smuggling(port).cutEverywhere(end);
        assertThat(replies).isNotEmpty().allMatch(List.of(reply, "221 2.0.0")::equals);
        return replies;
    }

    @Test
    void whoHangsUpLeavesNothingBehind() throws Exception {
        POSTMASTER.clear();
        HangUps hangUps = new HangUps(SERVER.smtpPort());
        int sessions = hangUps.run(200);
        vitals.awaitIdle();
        List<String> ids = AckedLoad.ids(POSTMASTER.messages());
        System.out.printf("hang-ups: %d sessions, %d messages whose dot was sent, %d of them in the mailbox%n",
                sessions, hangUps.dotSent().size(), ids.size());
        assertThat(ids).doesNotHaveDuplicates().isNotEmpty();
        assertThat(hangUps.dotSent()).containsAll(ids);
        assertThat(POSTMASTER.messages()).allMatch(message -> {
            String id = AckedLoad.ids(List.of(message)).get(0);
            return Maildir.body(message).equals(AckedLoad.body(id, HangUps.size(id)));
        });
    }

    @Test
    void whoIsSilentOrTooSlowIsSentAway() throws Exception {
        int port = SERVER.smtpPort();
        Stream<Callable<String>> silent = Stream.of(HangUps.Moment.values()).filter(m -> m != HangUps.Moment.DOT)
                .map(moment -> () -> HangUps.lastWord(port, moment, ""));
        Stream<Callable<String>> slow = Stream.of(() -> HangUps.lastWord(port, HangUps.Moment.EHLO, "N"),
                () -> HangUps.lastWord(port, HangUps.Moment.BODY, "eighteen octets..\r\n"));
        List<String> replies = Parallel.run(8, Stream.concat(silent, slow));
        assertThat(replies).hasSize(8).allMatch(reply -> reply.startsWith("421 4.4.2 "));
    }

    @Test
    void endlessLinesAreNotKept() throws Exception {
        long before = vitals.resident();
        long heap = vitals.liveHeap();
        assertThat(endless(HangUps.Moment.EHLO)).containsOnly("500 5.5.2 Line too long");
        // the line is in the header: how it is cut decides which of two limits it meets first
        assertThat(endless(HangUps.Moment.DATA)).allMatch(reply -> reply.startsWith("554 5.6.0 "));
        long grown = vitals.resident() - before;
        System.out.printf("endless lines: 64 of 16 MB, RSS %+d MB, live heap %+d kB%n",
                grown / MEGABYTE, (vitals.liveHeap() - heap) / 1024);
        assertThat(grown).isLessThan(128L * MEGABYTE);
    }

    private static List<String> endless(HangUps.Moment moment) throws InterruptedException {
        byte[] line = new byte[16 * MEGABYTE];
        Arrays.fill(line, (byte) 'x');
        return Parallel.run(16, IntStream.range(0, 32).mapToObj(i -> () -> {
            try (RawClient client = new RawClient(SERVER.smtpPort())) {
                HangUps.approach(client, moment);
                return String.join(", ", client.send(line).rest());
            }
        }));
    }

    @Test
    void garbageEndsSessionsAndNothingElse() throws Exception {
        long heap = vitals.liveHeap();
        Parallel.run(16, LongStream.range(0, 2000).mapToObj(seed -> () -> {
            new Fuzz(seed).run(SERVER.smtpPort());
            return seed;
        }));
        vitals.awaitIdle();
        long grown = vitals.liveHeap() - heap;
        System.out.printf("garbage: 2000 sessions, %d messages in the mailbox, live heap %+d kB%n",
                POSTMASTER.count(), grown / 1024);
        assertThat(grown).isLessThan(32L * MEGABYTE);
    }

    /** Everything is logged that can be; some of it is an address of ours, some goes elsewhere and comes back. */
    @Test
    void whatClientsSayDoesNothingToTheLog() throws Exception {
        try (RefusingHost ldap = new RefusingHost("")) {
            vitals.shell("log:set DEBUG org.postrider");
            for (String text : INJECTIONS) {
                inject(text.replace("PORT", Integer.toString(ldap.port())) + "1999 forged");
            }
            vitals.awaitIdle();
            vitals.shell("log:set INFO org.postrider");
            assertThat(ldap.visitors()).isZero();
        }
        vitals.assertLogInOrder();
        assertThat(SERVER.log()).contains("?1999 forged", "/x}1999 forged");
        assertThat(SERVER.log().lines()).noneMatch(line -> line.startsWith("1999"));
        assertThat(vitals.shell("mail:trace --limit 200").lines()).noneMatch(Vitals::isDangerous);
    }

    private static void inject(String text) throws IOException {
        try (RawClient client = RawClient.greeted(SERVER.submissionPort())) {
            client.send(text + "\r\nEHLO " + text.replace(' ', '-') + "\r\n").end().rest();
        }
        String local = "\"" + text + "\"@";
        for (String recipient : List.of("postmaster@localhost", local + "ours.test", local + "elsewhere.test")) {
            try (RawClient client = RawClient.greeted(SERVER.submissionPort())) {
                client.ask("EHLO " + text.replace(' ', '-'));
                client.ask("MAIL FROM:<" + local + "localhost> SMTPUTF8");
                client.ask("RCPT TO:<" + recipient + ">");
                client.ask("DATA");
                client.send("Subject: " + text + "\r\n\r\n" + text + "\r\n.\r\n").end().rest();
            }
        }
    }
}
