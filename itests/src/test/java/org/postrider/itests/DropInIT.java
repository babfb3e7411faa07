package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Files that are dropped into a running server count, and count no longer when they are removed, while mail flows. */
class DropInIT {

    private static final PostriderServer SERVER = PostriderServer.create("drop-in");
    private static final DeployFolder DEPLOY = DeployFolder.of(SERVER);
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PROMISED = Duration.ofSeconds(3);
    private static final String PROGRAM =
            "Content-Disposition: attachment; filename=setup.exe\r\nSubject: program\r\n\r\nMZ\r\n";
    private static final int CYCLES = 10;

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void aFilterTreatsNewSessionsWithinThreeSecondsAndLeavesOthersAlone() {
        try (MailSession before = open().begin()) {
            before.say("Subject: begun-before\r\n");
            DEPLOY.dropExample("filter");
            Stopwatch.start("filter dropped in, new sessions treated").until(PROMISED, () -> isRefused(mail(PROGRAM)));
            refusalIsExplained(mail(PROGRAM));
            assertThat(delivered(mail("Subject: treated\r\n\r\nx\r\n"))).contains("X-Example: seen\r\n");
            assertThat(delivered(before.finish(PROGRAM))).contains("begun-before").doesNotContain("X-Example");
        }
        filterGoes();
    }

    private void refusalIsExplained(String refusal) {
        assertThat(refusal).startsWith("550 5.7.1 Executable attachments are not accepted here (id ");
        assertThat(SERVER.shell("mail:trace " + MailSession.id(refusal)).good().output())
                .containsPattern("MESSAGE +executable-attachments .*reject 550 5\\.7\\.1 Executable attachments");
    }

    private void filterGoes() {
        try (MailSession during = open().begin()) {
            DEPLOY.remove("filter.jar");
            Stopwatch.start("filter removed, new sessions untreated").until(PROMISED, () -> isAccepted(mail(PROGRAM)));
            assertThat(delivered(mail("Subject: untreated\r\n\r\nx\r\n"))).doesNotContain("X-Example");
            assertThat(during.finish(PROGRAM)).as("on the filters it began with").startsWith("550 5.7.1 ");
            assertThat(delivered(during.mail("Subject: next\r\n\r\nx\r\n"))).contains("X-Example: seen\r\n");
        }
    }

    @Test
    void aFileIsJudgedBeforeItIsDropped() throws IOException {
        Path jar = DeployFolder.jar("filter");
        assertThat(SERVER.shell("mail:plugin-check " + jar).good().output())
                .contains("Offers     filter executable-attachments", "Refreshes  nothing", "It can be installed.");
        byte[] whole = Files.readAllBytes(jar);
        Path half = Files.write(SERVER.home().resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));
        assertThat(SERVER.shell("mail:plugin-check --json " + half)).satisfies(result -> {
            assertThat(result.code()).isEqualTo(1);
            assertThat(result.output()).contains("it is no jar, or only a part of one", "\"fine\":false");
        });
    }

    @Test
    void anObserverIsToldWithinThreeSecondsAndNoLongerAfterItsRemoval() {
        try (MailSession before = open().begin()) {
            DEPLOY.dropExample("observer");
            Stopwatch.start("observer dropped in and told").until(PROMISED, () -> isObserved(mail("\r\nx\r\n")));
            assertThat(before.finish("\r\nbegun before\r\n")).startsWith("250 ");
        }
        try (MailSession during = open().begin()) {
            DEPLOY.remove("observer.jar");
            Stopwatch.start("observer removed and not told").until(PROMISED, () -> !isObserved(mail("\r\nx\r\n")));
            String last = during.finish("\r\nbegun during\r\n");
            assertThat(isObserved(last)).as("told of " + last).isFalse();
        }
    }

    /** Waits for the delivery: an observer that is there is told of the acceptance before. */
    private static boolean isObserved(String accepted) {
        delivered(accepted);
        return Files.exists(SERVER.home().resolve("observer-example.log"))
                && SERVER.read("observer-example.log").contains("accepted " + MailSession.id(accepted) + " ");
    }

    @Test
    void tenDropInsUnderLoadLoseNothingAndFailNoSession() throws Exception {
        SteadyLoad load = SteadyLoad.start(SERVER.smtpPort());
        try {
            for (int i = 0; i < CYCLES; i++) {
                DEPLOY.dropExample("filter");
                await("dropped in").atMost(PATIENCE).until(() -> isRefused(mail(PROGRAM)));
                DEPLOY.remove("filter.jar");
                await("removed").atMost(PATIENCE).until(() -> isAccepted(mail(PROGRAM)));
            }
        } finally {
            Set<String> acknowledged = load.stop();
            System.out.println(CYCLES + " cycles of drop-in and removal: " + acknowledged.size() + " acknowledged");
            await().atMost(PATIENCE).untilAsserted(() ->
                    assertThat(AckedLoad.ids(POSTMASTER.messages())).containsAll(acknowledged));
        }
        POSTMASTER.clear();
    }

    private static MailSession open() {
        return MailSession.open(SERVER.smtpPort());
    }

    private static String mail(String message) {
        return MailSession.mail(SERVER.smtpPort(), message);
    }

    private static boolean isRefused(String reply) {
        return !isAccepted(reply);
    }

    /** 250 or the filter's own refusal; any other reply is a failure. */
    private static boolean isAccepted(String reply) {
        assertThat(reply).matches("250 .*|550 5\\.7\\.1 .*");
        return reply.startsWith("250");
    }

    /** The message of an acceptance, as it came into the mailbox. */
    private static String delivered(String accepted) {
        assertThat(accepted).startsWith("250 ");
        String id = MailSession.id(accepted);
        return await().atMost(PATIENCE).until(() -> POSTMASTER.messages().stream()
                .filter(message -> message.contains(" id " + id)).findFirst(), Optional::isPresent).get();
    }

    @Test
    void aDomainFileComesAndGoesAndIsNeverReplacedByABadOne() throws IOException {
        domain("account postmaster\naccount ann\n");
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(SERVER.shell("mail:accounts example.org").output()).contains("ann@example.org"));

        domain("account postmaster\nacount bob\n");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(SERVER.shell("mail:check").output())
                .contains("example.org.domain line 2: found 'acount'; allowed is 'account NAME"));
        assertThat(SERVER.shell("mail:accounts example.org").good().output()).contains("ann@example.org");
        assertThat(SERVER.log()).contains("example.org.domain line 2: found 'acount'");

        Files.delete(SERVER.home().resolve("domains/example.org.domain"));
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(SERVER.shell("mail:domains").good().output()).doesNotContain("example.org"));
    }

    private static void domain(String text) throws IOException {
        Files.writeString(SERVER.home().resolve("domains/example.org.domain"), text);
    }

    @Test
    void aFirstStartMakesAPostmasterAtLocalhost() {
        assertThat(SERVER.read("domains/localhost.domain").lines()).contains("account postmaster");
        assertThat(SERVER.shell("mail:accounts localhost").good().output()).contains("postmaster@localhost");
    }
}
