package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postrider.api.delivery.Router;
import org.postrider.api.event.MailObserver;
import org.postrider.itests.planted.ThreadTeller;

/**
 * The distribution, built for Java 17, on the newest Java of this machine from 21 on: where virtual threads run
 * plugin code, and from 24 on without the access control that Karaf's shell was written for.
 */
class NewerJavaIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WITH_VIRTUAL_THREADS = 21;
    private static final int CONCURRENCY = 7; // of the eight calls of a filter at once, one is for the other message
    private static final PostriderServer SERVER = PostriderServer.create("newer-java");
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static final DeployFolder DEPLOY = DeployFolder.of(SERVER);
    private static final Optional<InstalledJava> JAVA = InstalledJava.newestFrom(WITH_VIRTUAL_THREADS);

    @BeforeAll
    static void start() {
        JAVA.ifPresent(java -> {
            SERVER.with("JAVA_HOME", java.home().toString()).start();
            DEPLOY.drop("teller.jar",
                    PluginJar.of(ThreadTeller.class, "thread-teller", MailObserver.class, Router.class));
            await().atMost(PATIENCE).untilAsserted(() ->
                    assertThat(SERVER.shell("mail:filters").output()).contains("thread-teller"));
        });
    }

    /** Not before all of them: a class that is skipped as a whole is not in the report. */
    @BeforeEach
    void skipWithoutIt() {
        assumeTrue(JAVA.isPresent(), "no Java " + WITH_VIRTUAL_THREADS + " or newer in /usr/lib/jvm");
    }

    @AfterAll
    static void stop() {
        try {
            SERVER.script("stop").good();
            assertThat(SERVER.process()).isEmpty();
        } finally {
            SERVER.close();
        }
    }

    @Test
    void theShellRunsOnItAndKnowsItsUser() {
        assertThat(SERVER.shell("shell:info").good().output()).contains("version " + JAVA.orElseThrow().version().feature() + ".");
        assertThat(SERVER.shell("jaas:whoami").good().output()).contains("admin");
        assertThat(SERVER.shell("jaas:whoami | grep adm").good().output()).as("a pipe's threads").contains("admin");
        assertThat(SERVER.shell("no:such")).isEqualTo(new Result(1, "Command not found: no:such\n"));
    }

    /** Karaf hides a command from everybody who lacks its role. */
    @Test
    void commandsThatNeedARoleAreThereForTheAdministrator() {
        assertThat(SERVER.shell("feature:install -s scr").good().output()).doesNotContain("not found");
        assertThat(SERVER.shell("system:start-level 100").good().output()).doesNotContain("not found");
    }

    @Test
    void theConsoleKnowsTheAdministratorAndNobodyElse() throws Exception {
        ConsoleLogin console = new ConsoleLogin(SERVER);
        assertThat(console.status("")).isEqualTo(401);
        assertThat(console.status("admin:admin")).isEqualTo(401);
        assertThat(console.status("admin:" + SERVER.read("admin-password").strip())).isEqualTo(200);
    }

    @Test
    void whatIsDroppedInTreatsTheNextMessage() {
        DEPLOY.dropExample("filter");
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(SERVER.shell("mail:filters").output()).contains("executable-attachments"));
        assertThat(delivered("example-")).contains("X-Example: seen");
    }

    @Test
    void filtersObserversAndDeliveriesRunOnVirtualThreads() {
        delivered("threads-");
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(threads("filter", "observer", "delivery")).isNotEmpty());
        assertThat(threads("filter")).isNotEmpty().allMatch(it -> it.contains("VirtualThread[#"));
        assertThat(threads("observer")).isNotEmpty().allMatch(it -> it.contains("VirtualThread[#"));
        assertThat(threads("delivery")).isNotEmpty().allMatch(it -> it.contains("VirtualThread[#"));
    }

    /** As many as there are processors: by default no virtual thread would run any more until they end. */
    @Test
    void filtersThatKeepAllProcessorsBusyStopNobodyElse() throws Exception {
        int processors = Math.min(Runtime.getRuntime().availableProcessors(), CONCURRENCY);
        AckedLoad busy = new AckedLoad(SERVER.smtpPort(), "localhost", 100, "busy-");
        Thread client = new Thread(() -> busy.send(processors, processors));
        client.start();
        await().atMost(PATIENCE).until(() -> threads("busy").size() == processors);
        delivered("calm-");
        assertThat(busy.acknowledged()).as("they are still at it").isEmpty();
        Files.createFile(SERVER.home().resolve("calm"));
        client.join();
        assertThat(busy.acknowledged()).hasSize(processors);
    }

    @Test
    void theVirtualMachineHasNothingToComplainOf() {
        assertThat(SERVER.read("log/console.log").lines().filter(line -> line.startsWith("WARNING"))).isEmpty();
        assertThat(SERVER.log().lines().filter(line -> line.contains("| ERROR |"))).isEmpty();
    }

    /** Sends one message and returns it from the mailbox. */
    private static String delivered(String id) {
        new AckedLoad(SERVER.smtpPort(), "localhost", 100, id).send(1, 1);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(AckedLoad.ids(POSTMASTER.messages())).contains(id + "0"));
        return POSTMASTER.messages().stream().filter(it -> it.contains(id)).findFirst().orElseThrow();
    }

    private static Set<String> threads(String... roles) {
        Path file = SERVER.home().resolve("threads");
        Set<String> found = new TreeSet<>();
        for (String role : roles) {
            List<String> lines = !Files.exists(file) ? List.of()
                    : SERVER.read("threads").lines().filter(line -> line.startsWith(role + " ")).toList();
            if (lines.isEmpty()) {
                return Set.of();
            }
            found.addAll(lines);
        }
        return found;
    }
}
