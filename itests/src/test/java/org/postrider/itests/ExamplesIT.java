package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postrider.testing.sink.Received;
import org.postrider.testing.sink.SmtpSink;

/** Each example is dropped into a running server, used by real mail, and removed; then all is as it was before. */
class ExamplesIT {

    private static final Duration PROMISED = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PASSWORD = "c4n4ryPassword";
    private static final String SECRET = "3132333435363738393031323334353637383930313233343536373839303132";
    private static final PostriderServer SERVER = PostriderServer.create("examples");
    private static final DeployFolder DEPLOY = DeployFolder.of(SERVER);
    private static final SmtpSink SMART_HOST = new SmtpSink();
    private static final SmtpSink RELAY = new SmtpSink();

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(SERVER.home().resolve("domains"));
        Files.writeString(SERVER.home().resolve("domains/localhost.domain"), "account postmaster\naccount ann\n");
        SERVER.configure("org.postrider.router.cfg",
                        "smartHost = 127.0.0.1:" + SMART_HOST.port() + "\nroutes = tickets.test=pipe:tickets\n")
                .configure("org.postrider.example.transport.cfg", "program = " + SERVER.home().resolve("program") + "\n")
                .configure("org.postrider.example.router.cfg", "relays = shop.test=" + RELAY.destination() + "\n")
                .configure("org.postrider.example.sasl.cfg", ".secrets = ann@localhost=" + SECRET + "\n")
                .start();
        SERVER.script(List.of("shell", "mail:account-passwd ann@localhost"), PASSWORD + "\n").good();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
        SMART_HOST.close();
        RELAY.close();
    }

    /** One message to elsewhere, as a user's program sends it. */
    private static void submit(String sender, String recipient, String subject) {
        try (MailSession session = MailSession.encrypted(SERVER.submissionPort())) {
            assertThat(session.command("MAIL FROM:<" + sender + ">")).startsWith("250 ");
            assertThat(session.command("RCPT TO:<" + recipient + ">")).startsWith("250 ");
            assertThat(session.command("DATA")).startsWith("354 ");
            assertThat(session.finish("Subject: " + subject + "\r\n\r\nx\r\n")).startsWith("250 ");
        }
    }

    @Test
    void aTransportTakesWhatHasWaitedForItAndMailWaitsAgainWhenItIsGone() throws IOException {
        Path program = Files.writeString(SERVER.home().resolve("program"), """
                #!/bin/sh
                { echo "$1 for $RECIPIENTS from $SENDER"; cat; } >>%s
                """.formatted(SERVER.home().resolve("tickets")));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        submit("me@localhost", "new@tickets.test", "first");
        await().atMost(PATIENCE).until(() -> queue().contains("new@tickets.test"));

        DEPLOY.dropExample("transport");
        Stopwatch.start("transport dropped in, its mail taken").until(PROMISED, () -> tickets().contains("Subject: first"));
        assertThat(tickets()).contains("tickets for new@tickets.test from me@localhost\n");

        DEPLOY.remove("transport.jar");
        await().atMost(PATIENCE).until(() -> !SERVER.shell("bundle:list").good().output().contains("Transport example"));
        submit("me@localhost", "new@tickets.test", "second");
        await().atMost(PATIENCE).until(() -> queue().contains("new@tickets.test"));
        assertThat(tickets()).doesNotContain("second");
        DEPLOY.dropExample("transport");
        await().atMost(PATIENCE).until(() -> tickets().contains("Subject: second") && !queue().contains("tickets.test"));
        DEPLOY.remove("transport.jar");
    }

    private static String queue() {
        return SERVER.shell("mail:queue").good().output();
    }

    private static String tickets() {
        return Files.exists(SERVER.home().resolve("tickets")) ? SERVER.read("tickets") : "";
    }

    @Test
    void aRouterHasTheFirstWordAndTheOneBeforeItTheRest() {
        assertThat(leavesBy(SMART_HOST, "ann@shop.test")).isTrue();
        DEPLOY.dropExample("router");
        Stopwatch.start("router dropped in, mail leaves by the relay").until(PROMISED, () -> leavesBy(RELAY, "ann@shop.test"));
        assertThat(leavesBy(SMART_HOST, "ann@other.test")).isTrue();
        submit("ann@shop.test", "postmaster@localhost", "from-the-shop");
        Maildir postmaster = Maildir.of(SERVER.home(), "localhost", "postmaster");
        await().atMost(PATIENCE).until(() -> postmaster.messages().stream().anyMatch(it -> it.contains("from-the-shop")));

        DEPLOY.remove("router.jar");
        Stopwatch.start("router removed, mail leaves by the smart host")
                .until(PROMISED, () -> leavesBy(SMART_HOST, "ann@shop.test"));
    }

    /** Whether the next message arrives there, and not at the other. */
    private static boolean leavesBy(SmtpSink sink, String sender) {
        String subject = "numbered-" + System.nanoTime();
        submit(sender, "joe@elsewhere.test", subject);
        await().atMost(PATIENCE).until(() -> has(SMART_HOST, subject) || has(RELAY, subject));
        return has(sink, subject);
    }

    private static boolean has(SmtpSink sink, String subject) {
        return sink.messages().stream().map(Received::content).anyMatch(it -> it.contains(subject));
    }

    @Test
    void aMechanismIsOfferedWhileItIsThereAndTakesThePasswordWithTheCode() {
        long now = Instant.now().getEpochSecond();
        assertThat(login(PASSWORD, now)).contains("not offered").doesNotContain("accepted");
        DEPLOY.dropExample("sasl");
        await().atMost(PATIENCE).until(() -> !login("guess", now).contains("not offered"));

        assertThat(login("guess", now)).contains("refused 535");
        assertThat(login(PASSWORD, now + 1_000_000)).contains("refused 535");
        long later = Instant.now().getEpochSecond();
        assertThat(login(PASSWORD, later)).contains("accepted");
        assertThat(login(PASSWORD, later)).as("the code once more").contains("refused 535");
        assertThat(SERVER.log()).doesNotContain(PASSWORD).doesNotContain(SECRET);

        DEPLOY.remove("sasl.jar");
        await().atMost(PATIENCE).until(() -> login(PASSWORD, later).contains("not offered"));
    }

    /** Python logs in by the mechanism, with the code of a moment. */
    private static String login(String password, long second) {
        return RealPeer.needed("python3").run("-c", """
                import hashlib, hmac, smtplib, ssl, struct, sys
                step = int(sys.argv[4]) // 30
                mac = hmac.new(bytes.fromhex(sys.argv[3]), struct.pack(">q", step), hashlib.sha256).digest()
                code = struct.unpack(">i", mac[mac[-1] & 15:][:4])[0] & 0x7fffffff
                server = smtplib.SMTP("127.0.0.1", int(sys.argv[1]), timeout=60)
                server.starttls(context=ssl._create_unverified_context())
                server.ehlo()
                if "X-PLAIN-TOTP" not in server.esmtp_features.get("auth", ""):
                    print("not offered")
                    sys.exit()
                words = ["ann@localhost\\0" + sys.argv[2], "%06d" % (code % 1000000)]
                try:
                    server.auth("X-PLAIN-TOTP", lambda challenge=None: words.pop(0))
                    print("accepted")
                except smtplib.SMTPAuthenticationError as e:
                    print("refused", e.smtp_code)
                """, "" + SERVER.submissionPort(), password, SECRET, "" + second).good().output();
    }
}
