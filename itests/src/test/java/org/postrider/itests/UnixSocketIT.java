package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A listener whose clients come by a Unix socket. */
class UnixSocketIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PROMISED = Duration.ofSeconds(3);
    private static final String FILE = "org.postrider.listener-lmtp.cfg";
    private static final String GOOD = "role = lmtp\nsocket = run/lmtp.sock\n";
    private static final String MAIL = "Subject: by a file\r\n\r\nx\r\n";
    private static final PostriderServer SERVER = PostriderServer.create("unix");
    private static final Path SOCKET = SERVER.home().resolve("run/lmtp.sock");
    private static final Maildir BOB = Maildir.of(SERVER.home(), "localhost", "bob");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static final Maildir ANN = Maildir.of(SERVER.home(), "localhost", "ann");

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(SERVER.home().resolve("domains"));
        Files.writeString(SERVER.home().resolve("domains/localhost.domain"), "account ann\naccount bob\naccount postmaster\n");
        SERVER.configure(FILE, GOOD).start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @BeforeEach
    void asItWas() throws IOException {
        SERVER.configure(FILE, GOOD);
        await().atMost(PATIENCE).until(() -> listeners().matches(row("lmtp", SOCKET.toString(), "OPEN")));
        ANN.clear();
        BOB.clear();
        POSTMASTER.clear();
    }

    /** What mail:listeners prints, on one line. */
    private static String listeners() {
        return SERVER.shell("mail:listeners").good().output().replace('\n', ' ');
    }

    private static String row(String... cells) {
        return ".*\\b" + String.join(" +\\| +", List.of(cells[0], "lmtp", cells[1], cells[2])) + "\\b.*";
    }

    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    private static Result swaks(Path socket, String... more) {
        List<String> all = new ArrayList<>(List.of("--protocol", "LMTP", "--socket", socket.toString(), "--helo", "store.test",
                "--timeout", "60", "--from", "ann@localhost"));
        all.addAll(List.of(more));
        return RealPeer.needed("swaks").run(all.toArray(String[]::new));
    }

    @Test
    void eachRecipientThatIsTakenHasItsReply() {
        Result result = swaks(SOCKET, "--to", "bob@localhost,nobody@localhost,ann@localhost", "--body", "hello");
        assertThat(result.output().lines().filter(line -> line.contains("550 5.1.1 "))).hasSize(1);
        assertThat(result.output().lines().filter(line -> line.contains("250 2.0.0 Queued as "))).hasSize(2);
        await().atMost(PATIENCE).until(() -> BOB.count() == 1 && ANN.count() == 1);
        assertThat(BOB.messages().get(0)).contains("Received: from store.test\r\n\tby localhost with LMTP id ");
        assertThat(SERVER.shell("mail:trace " + MailSession.id(result.output().lines()
                .filter(line -> line.contains("Queued as")).findFirst().orElseThrow())).good().output())
                .containsPattern("Client +unix at lmtp");
    }

    @Test
    void nobodyRelaysOrSpeaksForOthersAndNothingIsOfferedThatNeedsAnAddress() {
        assertThat(swaks(SOCKET, "--to", "joe@elsewhere.test").output()).contains("554 5.7.1 ");
        Result xclient = swaks(SOCKET, "--to", "bob@localhost", "--xclient-addr", "192.0.2.1");
        assertThat(xclient.output()).contains("250 ").doesNotContain("250-XCLIENT", "250-STARTTLS", "250-AUTH");
        assertThat(xclient.code()).isNotZero();
        assertThat(BOB.count()).isZero();
    }

    @Test
    void isForItsOwnerAndGroup() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(SOCKET))).isEqualTo("rw-rw----");
        try (var files = Files.list(SOCKET.getParent())) {
            assertThat(files).containsExactly(SOCKET);
        }
    }

    @Test
    void comesMovesAndGoesAndSessionsStay() throws IOException {
        Path second = SERVER.home().resolve("run/second.sock");
        try (MailSession early = MailSession.open(SOCKET).begin()) {
            SERVER.configure(FILE, GOOD.replace("lmtp.sock", "second.sock"));
            Stopwatch.start("Unix socket moved").until(PROMISED, () -> isThere(second) && !isThere(SOCKET));
            assertThat(early.finish(MAIL)).startsWith("250 ");
            try (MailSession late = MailSession.open(second).begin()) {
                Files.delete(SERVER.home().resolve("etc").resolve(FILE));
                Stopwatch.start("Unix socket removed").until(PROMISED, () -> !isThere(second));
                assertThat(late.finish(MAIL)).startsWith("250 ");
            }
            SERVER.configure(FILE, GOOD);
            Stopwatch.start("Unix socket added").until(PROMISED, () -> isThere(SOCKET));
        }
        await().atMost(PATIENCE).until(() -> POSTMASTER.count() == 2);
    }

    @Test
    void whatIsNotAllowedIsSaidAndTheOldPathStays() throws IOException {
        Path precious = Files.writeString(SERVER.home().resolve("precious"), "text");
        refused(GOOD + "port = 2424\n", "socket is \"run/lmtp.sock\" and port is \"2424\"; allowed is one of the two");
        refused(GOOD + "relayNetworks = 0.0.0.0/0\n", "allowed is none, for clients of a socket have no address");
        refused(GOOD + "socketMode = rw\n", "socketMode is \"rw\"; allowed is 000 to 777 in octal, e.g. 0660");
        refused("role = lmtp\nsocket = " + "x".repeat(100) + "\n", " octets; allowed is at most 99");
        refused("role = lmtp\nsocket = precious\n", "there is a file that is no socket; it is left alone");
        assertThat(Files.readString(precious)).isEqualTo("text");
        SERVER.configure(FILE, GOOD + "sockt = x\n");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(SERVER.script("check").output())
                .contains(FILE + ": sockt: found an unknown key"));
        assertThat(MailSession.mail(SERVER.smtpPort(), MAIL)).as("the others").startsWith("250 ");
    }

    private static void refused(String text, String said) {
        SERVER.configure(FILE, text);
        await(said).atMost(PATIENCE).until(() -> listeners().contains(said));
        assertThat(listeners()).matches(row("lmtp", SOCKET.toString(), "OPEN"));
        assertThat(swaks(SOCKET, "--to", "bob@localhost", "--quit-after", "RCPT").code()).isZero();
    }

    @Test
    void staleFileOfAKilledServerIsReplacedAndOneOfAStoppedIsGone() {
        SERVER.kill();
        assertThat(isThere(SOCKET)).isTrue();
        SERVER.start();
        await().atMost(PATIENCE).until(() -> listeners().matches(row("lmtp", SOCKET.toString(), "OPEN")));
        swaks(SOCKET, "--to", "bob@localhost").good();
        await().atMost(PATIENCE).until(() -> BOB.count() == 1);
        SERVER.stop();
        assertThat(isThere(SOCKET)).isFalse();
        SERVER.start();
    }
}
