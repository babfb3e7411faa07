package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Configuration files that are written, changed and removed while mail flows, right ones and wrong ones. */
class LiveConfigurationIT {

    private static final PostriderServer SERVER = PostriderServer.create("live");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROMISED = Duration.ofSeconds(3);
    private static final String EXTRA = "org.postrider.listener-extra.cfg";
    private static final String ENGINE = "org.postrider.smtp.server.cfg";
    private static final String MAIL = "Subject: still here\r\n\r\nx\r\n";

    /** A line that the file's schema refuses, and what is said about it; for every file that is shipped. */
    private static final Map<String, String[]> MISFITS = Map.ofEntries(
            misfit("delivery.remote", "port = many", "port: found 'many', allowed a whole number of 1..65535"),
            misfit("directory.file", "createDefault = no", "createDefault: found 'no', allowed true, false"),
            misfit("dns", "timeout = 5", "timeout: found '5', allowed a whole number of 100..60000"),
            misfit("filters", "threads = 5000", "threads: found '5000', allowed a whole number of 0..1000"),
            misfit("generations", "grace = 0", "grace: found '0', allowed a whole number of 1..3600"),
            misfit("listener-mx", "maxSessions = x", "maxSessions: found 'x', allowed a whole number of 1..1000000"),
            misfit("listener-submission", "role = any", "role: found 'any', allowed mx, submission, lmtp"),
            misfit("listener-submissions", "tls = maybe", "tls: found 'maybe', allowed off, starttls, implicit"),
            misfit("listener.loops", "transport = fast", "transport: found 'fast', allowed auto, epoll, nio, io_uring"),
            misfit("observers", "capacity = 0", "capacity: found '0', allowed a whole number of 1..1000000"),
            misfit("plugins", "maxSize = 0", "maxSize: found '0', allowed a whole number of 1..1024"),
            misfit("queue", "retry.factor = 99", "retry.factor: found '99', allowed a number of 1.0..10.0"),
            misfit("router", "directoryTimeout = x", "directoryTimeout: found 'x', allowed a whole number of 1..60"),
            misfit("sasl.mechanisms", "channelBinding = no", "channelBinding: found 'no', allowed true, false"),
            misfit("sasl.oauth", "timeout = 5", "timeout: found '5', allowed a whole number of 100..20000"),
            misfit("smtp.atrn", "turns = 9", "turns: found '9', allowed a whole number of 1..8"),
            misfit("smtp.deliverby", "minimum = -1", "minimum: found '-1', allowed a whole number of 0..999999999"),
            misfit("smtp.etrn", "pause = 0", "pause: found '0', allowed a whole number of 1..86400"),
            misfit("smtp.futurerelease", "maximum = 0", "maximum: found '0', allowed a whole number of 1..365"),
            misfit("smtp.priority", "policy = mine", "policy: found 'mine', allowed off, MIXER, STANAG4406, NSEP"),
            misfit("smtp.server", "recipients = 5\nhostname = after.test",
                    "recipients: found '5', allowed a whole number of 100..100000"),
            misfit("spool", "waiting = long", "waiting: found 'long', allowed a whole number of 1..65536"),
            misfit("store.maildir", "hostnam = x", "hostnam: found an unknown key, allowed directory, hostname"),
            misfit("tls-default", "fallback = no", "fallback: found 'no', allowed true, false"),
            misfit("traces", "capacity = 1.5", "capacity: found '1.5', allowed a whole number of 1..1000000"));

    /** What only the bundle itself can judge. */
    private static final Map<String, String[]> ABSURDITIES = Map.ofEntries(
            misfit("delivery.remote", "bindAddress = here", "bindAddress = here: it must be an IP address"),
            misfit("directory.file", "directory = /dev/null/x", "directory: found '/dev/null/x', allowed a directory"),
            misfit("dns", "servers = a.b.c.d", "servers = a.b.c.d: "),
            misfit("filters", "required = a b", "required is \"a b\", allowed is a name of 1 to 64 letters"),
            misfit("listener-mx", "relayNetworks = 10.1.2.3/8", "relayNetworks: "),
            misfit("listener-submission", "socket = run/x.sock",
                    "socket is \"run/x.sock\" and host is \"127.0.0.1\"; allowed is one of the two"),
            misfit("queue", "expiry = never", "expiry = never: a time is a number and ms, s, m, h or d, e.g. 5m"),
            misfit("router", "smartHost = :25", "smartHost = :25: "),
            misfit("smtp.atrn", "accounts = x", "accounts: \"x\" is not account=domain ..."),
            misfit("smtp.etrn", "networks = nonsense", "networks: \"nonsense\" is not a network"),
            misfit("smtp.server", "hostname = a..b", "hostname is \"a..b\": "),
            misfit("store.maildir", "directory = /dev/null/x", "directory: found '/dev/null/x', allowed a directory"),
            misfit("tls-default", "certificate = /dev/null/x", "/dev/null/x cannot be read"));

    private static Map.Entry<String, String[]> misfit(String name, String line, String said) {
        return Map.entry("org.postrider." + name + ".cfg", new String[] {line, said});
    }

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void whatDoesNotFitIsNamedInLogAndCheckAndChangesNothing() throws IOException {
        Map<String, String> good = shipped();
        assertThat(MISFITS.keySet()).isEqualTo(good.keySet());
        change(ENGINE, good.get(ENGINE), "hostname = before.test");
        awaitGreeting("before.test");
        MISFITS.forEach((file, misfit) -> change(file, good.get(file), misfit[0]));
        MISFITS.forEach((file, misfit) -> awaitLogged(file, misfit[1]));
        Result check = SERVER.script("check");
        assertThat(check.code()).isEqualTo(1);
        MISFITS.forEach((file, misfit) -> assertThat(check.output()).contains(file + ": " + misfit[1]));
        worksAsBefore();
        good.forEach(SERVER::configure);
        awaitGreeting("localhost");
        assertThat(SERVER.script("check").good().output()).contains("configuration is fine");
    }

    @Test
    void whatOnlyTheBundleCanJudgeIsNamedInTheLogAndChangesNothing() throws IOException {
        Map<String, String> good = shipped();
        change(ENGINE, good.get(ENGINE), "hostname = before.test");
        awaitGreeting("before.test");
        ABSURDITIES.forEach((file, absurdity) -> change(file, good.get(file), absurdity[0]));
        ABSURDITIES.forEach((file, absurdity) -> awaitLogged(file.replace(".cfg", ""), absurdity[1]));
        worksAsBefore();
        good.forEach(SERVER::configure);
        awaitGreeting("localhost");
    }

    /** The last line of a key counts, as in every properties file. */
    private static void change(String file, String good, String line) {
        SERVER.configure(file, good + "\n" + line + "\n");
    }

    private static Map<String, String> shipped() throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (var found = Files.newDirectoryStream(SERVER.home().resolve("etc"), "org.postrider.*.cfg")) {
            for (Path file : found) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }

    private static void awaitLogged(String file, String said) {
        await(file + ": " + said).atMost(PATIENCE).until(() -> SERVER.log().lines()
                .anyMatch(line -> line.contains(file) && line.contains(said)));
    }

    /** On both shipped listeners, from the greeting to the mailbox. */
    private static void worksAsBefore() {
        awaitGreeting("before.test");
        assertThat(MailSession.mail(SERVER.smtpPort(), MAIL)).startsWith("250 ");
        String accepted = submit();
        assertThat(accepted).startsWith("250 ");
        await().atMost(PATIENCE).until(() -> Maildir.of(SERVER.home(), "localhost", "postmaster").messages().stream()
                .anyMatch(message -> message.contains(" id " + MailSession.id(accepted))));
        assertThat(SERVER.log()).doesNotContain("The modified method has thrown", "Error during instantiation");
    }

    private static String submit() {
        try (MailSession session = MailSession.encrypted(SERVER.submissionPort())) {
            return session.mail(MAIL);
        }
    }

    /** For the moment in which the spool starts again sessions are told 421, and are not greeted by name. */
    private static void awaitGreeting(String hostname) {
        await().atMost(PATIENCE).ignoreExceptionsInstanceOf(IllegalStateException.class).untilAsserted(() -> {
            try (MailSession session = MailSession.open(SERVER.smtpPort())) {
                assertThat(session.command("HELO greeting.test")).isEqualTo("250 " + hostname);
            }
        });
    }

    @Test
    void aListenerComesMovesAndGoesAndSessionsStay() throws IOException {
        int first = FreePort.next();
        int second = FreePort.next();
        SERVER.configure(EXTRA, "port = " + first + "\n");
        Stopwatch.start("listener added").until(PROMISED, () -> isOpen(first));
        try (MailSession early = MailSession.open(first).begin()) {
            SERVER.configure(EXTRA, "port = " + second + "\n");
            Stopwatch.start("listener moved").until(PROMISED, () -> isOpen(second) && !isOpen(first));
            assertThat(early.finish(MAIL)).startsWith("250 ");
            try (MailSession late = MailSession.open(second).begin()) {
                Files.delete(SERVER.home().resolve("etc").resolve(EXTRA));
                Stopwatch.start("listener removed").until(PROMISED, () -> !isOpen(second));
                assertThat(late.finish(MAIL)).startsWith("250 ");
                assertThat(late.mail(MAIL)).startsWith("250 ");
            }
            assertThat(early.mail(MAIL)).startsWith("250 ");
        }
    }

    private static boolean isOpen(int port) throws IOException {
        return OpenPorts.of(SERVER.process().orElseThrow()).containsKey(port);
    }
}
