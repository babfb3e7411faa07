package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What every fresh installation does, on one server. */
class ServerIT {

    private static final PostriderServer SERVER = PostriderServer.create("server");
    private static Result started;

    @BeforeAll
    static void start() {
        started = SERVER.script("start").good();
        SERVER.awaitPort(SERVER.httpPort());
    }

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void opensTheDocumentedPortsOnLoopbackAndNoOther() throws IOException {
        Map<Integer, String> open = OpenPorts.of(SERVER.process().orElseThrow());
        Set<Integer> expected = new TreeSet<>(Set.of(SERVER.httpPort(), SERVER.sshPort()));
        if (accepts("POSTRIDER_SMTP_PORT")) {
            expected.add(SERVER.smtpPort());
        }
        if (accepts("POSTRIDER_SUBMISSION_PORT")) {
            expected.add(SERVER.submissionPort());
        }
        if (accepts("POSTRIDER_SMTPS_PORT")) {
            expected.add(SERVER.smtpsPort());
        }
        assertThat(open.keySet()).isEqualTo(expected);
        assertThat(open.values()).allMatch(OpenPorts::isLoopback);
    }

    /** A bundle whose component waits for something is listed as waiting, not as active. */
    @Test
    void everyBundleBecomesActive() {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() ->
                assertThat(SERVER.shell("bundle:list -t 0 -s").good().output().lines().skip(3))
                        .isNotEmpty().allMatch(line -> line.contains("| Active ") || isFragment(line)));
    }

    @Test
    void aFirstStartLogsNoErrors() {
        assertThat(SERVER.log().lines().filter(line -> line.contains("| ERROR |"))).isEmpty();
    }

    /** With its defaults it would be on port 8080 of all addresses for a moment, on every start. */
    @Test
    void theWebServerStartsOnceAndOnItsOwnPort() {
        assertThat(SERVER.log().lines().filter(line -> line.contains("Started Jetty")))
                .singleElement().asString().contains("HTTP:" + SERVER.httpPort());
    }

    @Test
    void whatIsLoggedIsOneLineAndActsOnNoTerminal() {
        SERVER.shell("log:log \"\033[31mred\nnext\\rline\007\"").good();
        assertThat(SERVER.log()).contains("| ?[31mred\\nnext").doesNotContain("\033").doesNotContain("\007");
    }

    @Test
    void aShellCommandHasItsOutputAndItsExitCode() {
        assertThat(SERVER.shell("shell:echo one; shell:echo two")).isEqualTo(new Result(0, "one\ntwo\n"));
        assertThat(SERVER.shell("no:such")).isEqualTo(new Result(1, "Command not found: no:such\n"));
        assertThat(SERVER.shell("bundle:install file:/no/such.jar").code()).isEqualTo(1);
        assertThat(SERVER.shell("bundle:list -t 0 -s | grep org.postrider.api").output()).contains("org.postrider.api");
    }

    @Test
    void aShellCommandThatDoesNotEndIsGivenUp() {
        Result result = SERVER.script("shell", "shell:sleep 1");
        assertThat(result.code()).isZero();
        SERVER.with("POSTRIDER_SHELL_TIMEOUT", "5"); // in which a busy machine has connected
        assertThat(SERVER.shell("shell:sleep 30").code()).isEqualTo(124);
        SERVER.with("POSTRIDER_SHELL_TIMEOUT", "60");
    }

    @Test
    void theAdministratorsPasswordIsMadeOnceAndOnlyItsOwnerReadsIt() throws IOException {
        String password = SERVER.read("admin-password").strip();
        assertThat(started.output()).contains("user admin, password " + password);
        Path file = SERVER.home().resolve("admin-password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(SERVER.read("etc/users.properties")).doesNotContain(password);
    }

    @Test
    void theConsoleKnowsTheGeneratedPasswordAndNoOther() throws IOException, InterruptedException {
        String password = SERVER.read("admin-password").strip();
        ConsoleLogin console = new ConsoleLogin(SERVER);
        assertThat(console.status("")).isEqualTo(401);
        assertThat(console.status("admin:admin")).isEqualTo(401);
        assertThat(console.status("admin:" + password)).isEqualTo(200);
    }

    @Test
    void whatIsChangedInTheConsoleStandsInTheFileSoonAfter() throws IOException, InterruptedException {
        Path file = SERVER.home().resolve("etc/org.postrider.traces.cfg");
        String before = Files.readString(file);
        Instant settled = Files.getLastModifiedTime(file).toInstant().plusSeconds(11); // it was not edited just before
        await().atMost(Duration.ofSeconds(15)).until(() -> Instant.now().isAfter(settled));
        assertThat(new ConsoleLogin(SERVER).configure("admin:" + SERVER.read("admin-password").strip(),
                "org.postrider.traces", "capacity=777", "retention=24", "steps=200")).isEqualTo(302);
        String after = before.replace("\ncapacity = 10000\n", "\ncapacity = 777\n");
        assertThat(after).isNotEqualTo(before);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(file).hasContent(after));
        assertThat(SERVER.shell("config:property-get --pid org.postrider.traces capacity").good().output()).contains("777");
    }

    @Test
    void statusSaysWhatRuns() {
        assertThat(SERVER.script("status").good().output())
                .contains("pid " + SERVER.process().orElseThrow().pid()).contains("SSH " + SERVER.sshPort() + " open");
    }

    @Test
    void theInstalledConfigurationIsFine() {
        assertThat(SERVER.script("check").good().output()).contains("configuration is fine");
    }

    @Test
    void nothingIsFetchedAtRunTime() {
        assertThat(SERVER.shell("config:property-get --pid org.ops4j.pax.url.mvn org.ops4j.pax.url.mvn.repositories")
                .good().output()).isBlank();
    }

    @Test
    void theProgramIsNotWrittenTo() throws IOException {
        Path program = Distribution.program();
        try (var files = Files.walk(program)) {
            assertThat(files.filter(Files::isRegularFile).map(program::relativize).map(Path::toString))
                    .containsExactlyInAnyOrderElementsOf(Distribution.packed());
        }
    }

    private static boolean accepts(String variable) throws IOException {
        try (var files = Files.newDirectoryStream(SERVER.home().resolve("etc"), "org.postrider.listener*.cfg")) {
            for (Path file : files) {
                if (Files.readString(file).contains(variable)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static boolean isFragment(String line) {
        return line.contains("| Resolved ") && (line.contains("transport-native-")
                || line.contains("tcnative-boringssl") || line.contains("features.extension"));
    }
}
