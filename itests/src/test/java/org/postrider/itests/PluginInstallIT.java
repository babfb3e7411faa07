package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Plugins that are installed, replaced, taken back and removed while mail flows, and what does not become one. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PluginInstallIT {

    private static final PostriderServer SERVER = PostriderServer.create("plugin-install");
    private static final DeployFolder DEPLOY = DeployFolder.of(SERVER);
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String NAME = "org.postrider.example.filter";
    private static final String CONFIGURATION = "org.postrider.plugins.cfg";
    private static final String PROGRAM = "Content-Disposition: attachment; filename=setup.exe\r\n\r\nMZ\r\n";

    @BeforeAll
    static void start() {
        SERVER.start();
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    @Order(1)
    void aFilterIsReplacedUnderLoadAndNoSessionFails() throws Exception {
        SteadyLoad load = SteadyLoad.start(SERVER.smtpPort());
        try {
            assertThat(install("1.0.0").good().output()).contains("Offers     filter executable-attachments",
                    "Refreshes  nothing", "Started    " + NAME + " 1.0.0");
            assertThat(mail()).startsWith("550 5.7.1 ");
            assertThat(install("1.1.0").good().output()).contains("Replaces   1.0.0", "Started    " + NAME + " 1.1.0",
                    "Ended      " + NAME + " 1.0.0");
            current("1.1.0");
            assertThat(SERVER.shell("mail:plugin-undo").good().output())
                    .contains("Started    " + NAME + " 1.0.0", "Ended      " + NAME + " 1.1.0");
            current("1.0.0");
        } finally {
            Set<String> acknowledged = load.stop();
            System.out.println("a filter installed, replaced and taken back: " + acknowledged.size() + " acknowledged");
            await().atMost(PATIENCE).untilAsserted(() ->
                    assertThat(AckedLoad.ids(POSTMASTER.messages())).containsAll(acknowledged));
        }
        POSTMASTER.clear();
    }

    private static void current(String version) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(SERVER.shell("mail:filters").good().output())
                .containsPattern("executable-attachments \\| " + version.replace(".", "\\.") + " "));
        assertThat(mail()).startsWith("550 5.7.1 ");
    }

    @Test
    @Order(2)
    void whatCannotWorkIsRefusedInWordsAndChangesNothing() throws IOException {
        byte[] whole = AlteredJar.example("filter", "2.0.0").octets();
        refused(Files.write(SERVER.home().resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2)),
                "it is no jar, or only a part of one");
        refused(AlteredJar.example("filter", "2.0.0").with("Import-Package",
                "org.postrider.api.filter;version=\"[9.0,10)\"").in(SERVER.home(), "range.jar"),
                "it is written for another version of the API: org.postrider.api.filter found [9.0,10), this server has 1.");
        refused(AlteredJar.example("filter", "2.0.0").component(it -> it.replace("<implementation",
                "<reference name=\"x\" interface=\"org.example.Absent\"/><implementation")).in(SERVER.home(), "waits.jar"),
                NAME + " 2.0.0 does not work: its component " + NAME + ".ExecutableAttachmentFilter waits for org.example.Absent");
        refused(AlteredJar.example("filter", "2.0.0").component(it -> it.replace(
                "class=\"" + NAME, "class=\"org.example")).in(SERVER.home(), "class.jar"), NAME + " 2.0.0 does not work: ");
        assertThat(SERVER.shell("mail:plugin-install " + DeployFolder.jar("filter")).output())
                .contains("Nobody can be asked here: say --yes. Nothing was installed.");
        current("1.0.0");
        assertThat(SERVER.shell("mail:plugins").good().output().lines().filter(it -> it.contains(NAME)))
                .singleElement().asString().contains("| 1.0.0 ").contains("| active").contains("| ok ");
    }

    private static void refused(Path jar, String said) {
        Result result = SERVER.shell("mail:plugin-install --yes " + jar);
        assertThat(result.output()).contains(said);
        assertThat(result.code()).isEqualTo(1);
    }

    @Test
    @Order(3)
    void octetsThatChangedAreFoundAtTheStartAndDoNotRun() throws IOException {
        assertThat(install("1.2.0").good().output()).contains("Ended      " + NAME + " 1.0.0");
        SERVER.stop();
        Path jar = SERVER.home().resolve("plugins/" + NAME + "-1.2.0.jar");
        AlteredJar.example("filter", "1.2.0").with("Bundle-Name", "another").in(jar.getParent(), jar.getFileName().toString());
        AlteredJar.example("filter", "1.3.0").in(jar.getParent(), "stranger.jar");
        SERVER.start();
        assertThat(SERVER.shell("mail:plugins").good().output()).containsPattern("1\\.2\\.0 +\\| idle .*changed")
                .containsPattern("1\\.3\\.0 +\\| idle .*not in the lock");
        assertThat(SERVER.shell("mail:doctor").output()).contains("PROBLEM  plugin " + NAME + " 1.2.0: the octets of " + jar);
        assertThat(SERVER.log()).contains(jar + " are not those of", "stranger.jar is not started: it is not in");
        assertThat(mail()).startsWith("250 ");
    }

    @Test
    @Order(4)
    void whatWasDoneLastIsTakenBackAfterARestartToo() throws IOException {
        Files.delete(SERVER.home().resolve("plugins/stranger.jar"));
        assertThat(SERVER.shell("mail:plugin-undo").good().output())
                .contains("Started    " + NAME + " 1.0.0", "Ended      " + NAME + " 1.2.0");
        current("1.0.0");
        assertThat(SERVER.shell("mail:plugin-undo").output()).contains("there is nothing to take back");
        assertThat(SERVER.shell("mail:doctor").good().output()).contains("1 plugins are in order");
        assertThat(SERVER.shell("mail:plugin-remove " + NAME).good().output()).contains("Ended      " + NAME + " 1.0.0");
        await().atMost(PATIENCE).until(() -> mail().startsWith("250 "));
    }

    @Test
    @Order(5)
    void aDroppedJarIsListedAndHeldAgainstTheLockIfThatIsWanted() throws IOException {
        DEPLOY.dropExample("filter");
        await().atMost(PATIENCE).until(() -> mail().startsWith("550 "));
        assertThat(SERVER.shell("mail:plugins").good().output())
                .containsPattern(NAME + " .*active .*deploy/ .*not in the lock");
        assertThat(SERVER.log()).contains("filter.jar is not in " + SERVER.home().resolve("etc/plugins.lock"));
        SERVER.configure(CONFIGURATION, SERVER.read("etc/" + CONFIGURATION).replace("lock = warn", "lock = enforce"));
        await().atMost(PATIENCE).until(() -> mail().startsWith("250 "));
        DEPLOY.remove("filter.jar");
        await().atMost(PATIENCE).until(() -> !SERVER.shell("mail:plugins").good().output().contains(NAME));
        DEPLOY.dropExample("filter");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(SERVER.shell("mail:doctor").output())
                .contains("PROBLEM  plugin " + NAME + " 0.1.0.SNAPSHOT: lock = enforce, and the octets of "));
        assertThat(mail()).startsWith("250 ");
        lock(DeployFolder.jar("filter"));
        SERVER.shell("bundle:start " + NAME).good();
        await().atMost(PATIENCE).until(() -> mail().startsWith("550 "));
        assertThat(SERVER.shell("mail:plugins").good().output()).containsPattern(NAME + " .*active .*deploy/ .* ok ");
        DEPLOY.remove("filter.jar");
        await().atMost(PATIENCE).until(() -> mail().startsWith("250 "));
    }

    /** As an administrator would: from what the check prints. */
    private static void lock(Path jar) throws IOException {
        String sha256 = SERVER.shell("mail:plugin-check " + jar).output().lines()
                .filter(it -> it.startsWith("SHA-256")).findFirst().orElseThrow().replaceFirst("SHA-256 +", "");
        Path file = SERVER.home().resolve("etc/plugins.lock");
        Files.writeString(file, Files.readString(file) + NAME + " 0.1.0.SNAPSHOT " + sha256 + "\n");
    }

    @Test
    @Order(6)
    void halfAJarNeverStarts() throws Exception {
        SERVER.configure(CONFIGURATION, SERVER.read("etc/" + CONFIGURATION).replace("lock = enforce", "lock = off"));
        byte[] whole = AlteredJar.example("filter", "1.4.0").octets();
        Path jar = DEPLOY.directory().resolve("slow.jar");
        for (int tenths = 1; tenths < 10; tenths += 2) { // a slow copy: each question takes about as long as a scan
            Files.write(jar, Arrays.copyOf(whole, whole.length * tenths / 10));
            assertThat(SERVER.shell("mail:plugins").good().output()).doesNotContain("1.4.0");
        }
        DEPLOY.dropExample("observer"); // a later file that was seen: so was the part
        await().atMost(PATIENCE).until(() -> SERVER.shell("mail:plugins").output().contains("example.observer"));
        assertThat(SERVER.shell("bundle:list -s").output()).doesNotContain(NAME);
        Files.write(jar, whole);
        await().atMost(PATIENCE).until(() -> mail().startsWith("550 "));
        Files.write(jar, Arrays.copyOf(whole, whole.length / 2)); // over one that runs: no longer, and not with the half
        await().atMost(PATIENCE).until(() -> mail().startsWith("250 "));
        assertThat(SERVER.shell("bundle:list -s").output()).doesNotContain(NAME);
        Files.write(jar, whole);
        await().atMost(PATIENCE).until(() -> mail().startsWith("550 "));
        assertThat(SERVER.log().lines().filter(it -> it.contains("| ERROR |") && it.contains("slow.jar"))).isEmpty();
    }

    private static Result install(String version) {
        Path jar = AlteredJar.example("filter", version).in(SERVER.home(), "filter-" + version + ".jar");
        return SERVER.shell("mail:plugin-install --yes " + jar);
    }

    private static String mail() {
        return MailSession.mail(SERVER.smtpPort(), PROGRAM);
    }
}
