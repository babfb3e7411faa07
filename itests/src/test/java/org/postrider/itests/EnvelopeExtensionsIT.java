package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** DELIVERBY, FUTURERELEASE and MT-PRIORITY of the installed distribution: their keywords, and what they bring about. */
class EnvelopeExtensionsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PROMISED = Duration.ofSeconds(3);
    private static final String BUNDLES =
            "org.postrider.smtp.deliverby org.postrider.smtp.futurerelease org.postrider.smtp.priority";
    private static final String ME = "postmaster@localhost";
    private static SlowHost slow;
    private static RefusingHost later;
    private static PostriderServer server;

    @BeforeAll
    static void start() throws IOException {
        slow = new SlowHost();
        later = new RefusingHost("421 4.3.2 later");
        server = PostriderServer.create("envelope")
                .configure("org.postrider.smtp.deliverby.cfg", "minimum = 2\n")
                .configure("org.postrider.router.cfg", "smartHost = 127.0.0.1:" + later.port()
                        + "\nroutes = slow.test=remote:127.0.0.1:" + slow.port() + "\n")
                .configure("org.postrider.queue.cfg", "workers = 1\nretry.first = 1s\nretry.max = 2s\n")
                .start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
        slow.close();
        later.close();
    }

    private static MailSession open() {
        return MailSession.encrypted(server.submissionPort());
    }

    /** A message to somebody, with parameters of MAIL; its id. */
    private static String send(String to, String parameters, String subject) {
        try (MailSession session = open()) {
            assertThat(session.command("MAIL FROM:<" + ME + "> " + parameters)).startsWith("250 ");
            assertThat(session.command("RCPT TO:<" + to + ">")).startsWith("250 ");
            assertThat(session.command("DATA")).startsWith("354 ");
            String reply = session.finish("From: <" + ME + ">\r\nSubject: " + subject + "\r\n\r\nx\r\n");
            assertThat(reply).startsWith("250 ");
            return MailSession.id(reply);
        }
    }

    private static boolean arrived(String... texts) {
        return Maildir.of(server.home(), "localhost", "postmaster").messages().stream()
                .anyMatch(message -> List.of(texts).stream().allMatch(message::contains));
    }

    private static String ask(String parameter) {
        try (MailSession session = open()) {
            return session.command("MAIL FROM:<" + ME + "> " + parameter);
        }
    }

    @Test
    void keywordsComeAndGoWithTheirBundlesWhileMailFlows() {
        List<String> parameters = List.of("BY=60;R", "HOLDFOR=1", "MT-PRIORITY=1");
        assertThat(parameters).allSatisfy(parameter -> assertThat(ask(parameter)).startsWith("250 "));
        assertThat(ehlo()).contains("250-DELIVERBY 2", "250-FUTURERELEASE 2592000 ", "MT-PRIORITY");
        try (MailSession before = open()) {
            server.shell("bundle:stop " + BUNDLES).good();
            try {
                Stopwatch.start("three extensions stopped, their keywords gone").until(PROMISED,
                        () -> !ehlo().contains("DELIVERBY") && !ehlo().contains("FUTURERELEASE"));
                assertThat(ehlo()).doesNotContain("MT-PRIORITY");
                assertThat(parameters).allSatisfy(parameter -> assertThat(ask(parameter)).startsWith("555 5.5.4 "));
                send(ME, "", "without extensions");
                assertThat(before.command("MAIL FROM:<" + ME + "> BY=60;R")).as("begun before").startsWith("250 ");
            } finally {
                server.shell("bundle:start " + BUNDLES).good();
            }
        }
        Stopwatch.start("three extensions started, their keywords there").until(PROMISED,
                () -> ehlo().contains("DELIVERBY") && ehlo().contains("FUTURERELEASE") && ehlo().contains("MT-PRIORITY"));
        await().atMost(PATIENCE).until(() -> arrived("Subject: without extensions"));
    }

    private static String ehlo() {
        try (RawClient client = new RawClient(server.submissionPort())) {
            return String.join("\n", client.expect("220").say("EHLO a.test").lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void strangersHaveNone() {
        try (MailSession session = MailSession.open(server.smtpPort())) {
            assertThat(session.command("MAIL FROM:<a@b.test> BY=60;R")).startsWith("555 5.5.4 ");
            assertThat(session.command("MAIL FROM:<a@b.test> HOLDFOR=60")).startsWith("555 5.5.4 ");
            assertThat(session.command("MAIL FROM:<a@b.test> MT-PRIORITY=9")).startsWith("555 5.5.4 ");
        }
    }

    @Test
    void badValuesAreRefused() {
        assertThat(List.of("BY=60", "BY=0;R", "HOLDFOR=0", "HOLDFOR=2592001", "HOLDUNTIL=2001-01-01T00:00:00Z", "HOLDUNTIL=soon",
                "HOLDFOR=60 BY=30;R", "HOLDFOR=60 BY=30;N")).allSatisfy(said ->
                        assertThat(ask(said)).as(said).startsWith("501 5.5.4 "));
        assertThat(ask("BY=1;R")).startsWith("555 5.5.4 ");
        assertThat(List.of("MT-PRIORITY=10", "MT-PRIORITY=high")).allSatisfy(said ->
                assertThat(ask(said)).as(said).startsWith("501 5.5.2 "));
    }

    @Test
    void whatIsNotDeliveredInTimeIsReturned() {
        send("joe@elsewhere.test", "BY=2;R", "returned in time");
        await().atMost(PATIENCE).until(() -> arrived("Subject: returned in time", "Action: failed", "Status: 5.4.7"));
    }

    @Test
    void theReportSaysThatItWasToBeHeld() {
        send("joe@elsewhere.test", "HOLDFOR=2 BY=4;R", "held and then returned");
        await().atMost(PATIENCE).until(() ->
                arrived("Subject: held and then returned", "Future-Release-Request: for;2", "Status: 5.4.7"));
    }

    @Test
    void whoWantsToBeToldIsTold() {
        send("joe@elsewhere.test", "BY=1;N", "late and tried further");
        await().atMost(PATIENCE).until(() ->
                arrived("Subject: late and tried further", "Action: delayed", "Status: 4.4.7"));
    }

    @Test
    void whatIsToBeSentLaterIsSentLaterAlsoAfterARestart() {
        long began = System.nanoTime();
        String id = send(ME, "HOLDFOR=15", "sent later");
        assertThat(server.shell("mail:queue").good().output()).contains(id);
        server.restart();
        assertThat(server.shell("mail:queue-flush --all").good().output()).doesNotContain(id);
        await().atMost(PATIENCE).until(() -> arrived("Subject: sent later"));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofSeconds(15));
    }

    @Test
    void theImportantOnesAreSentFirst() {
        send("joe@slow.test", "MT-PRIORITY=0", "it keeps the only worker");
        await().atMost(PATIENCE).until(slow::isVisited);
        for (int priority : new int[] {0, -5, 9, 3}) {
            try (MailSession session = open()) {
                session.command("MAIL FROM:<p" + priority + "@localhost> MT-PRIORITY=" + priority);
                session.command("RCPT TO:<joe@slow.test>");
                session.command("DATA");
                assertThat(session.finish("Subject: x\r\n\r\nx\r\n")).startsWith("250 ");
            }
        }
        slow.greet();
        await().atMost(PATIENCE).until(() -> slow.senders().size() == 5);
        assertThat(slow.senders().subList(1, 5)).containsExactly("MAIL FROM:<p9@localhost>", "MAIL FROM:<p3@localhost>",
                "MAIL FROM:<p0@localhost>", "MAIL FROM:<p-5@localhost>");
    }
}
