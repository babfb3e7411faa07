package org.postrider.itests;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.ThrowingConsumer;

/**
 * The commands of the README, in their order and to the letter but for the ports, with the script of the source tree.
 * What it would build is what this build has built. Each has its visible effect; one without an expectation fails.
 */
class ReadmeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final PostriderServer SERVER = PostriderServer.create("readme/postrider-data");
    private static final Path PLACE = SERVER.home().getParent();
    private static final Maildir POSTMASTER = Maildir.of(SERVER.home(), "localhost", "postmaster");
    private static Process foreground;

    /** By how a command begins. */
    private static final Map<String, ThrowingConsumer<String>> EXPECTED = Map.ofEntries(
            entry("./postrider run", ReadmeIT::serves),
            entry("printf ", ReadmeIT::delivers),
            entry("ls ", command -> awaitOutput(command, POSTMASTER.files().get(0).getFileName().toString())),
            entry("./postrider shell 'mail:trace'", command -> awaitOutput(command, "me@example.org")),
            entry("mvn ", ReadmeIT::isWhatThisBuildDid),
            entry("cp ", command -> run(command).good()),
            entry("mv ", ReadmeIT::treatsTheNextMessage),
            entry("rm ", ReadmeIT::takesTheFilterAway),
            entry("./postrider start", ReadmeIT::starts),
            entry("./postrider status", command -> assertThat(run(command).good().output()).contains("SMTP ")),
            entry("./postrider shell ", ReadmeIT::talks),
            entry("./postrider check", command -> awaitOutput(command, "configuration is fine")),
            entry("./postrider stop", ReadmeIT::stops),
            entry("./postrider test", command -> assertThat(script()).contains("test) exec mvn -B -ntp verify")),
            entry("./postrider --profile production start", ReadmeIT::startsInProduction),
            entry("./postrider shell 'mail:domain-add", command -> changes(command, "mail:domains")),
            entry("./postrider shell 'mail:account-add", command -> changes(command, "mail:accounts example.org")),
            entry("./postrider shell 'mail:alias-add", ReadmeIT::makesAnAlias));

    /** A source tree as the script sees one, with everything built and newer than its sources. */
    @BeforeAll
    static void lookBuilt() throws IOException {
        Directories.delete(PLACE);
        Files.createDirectories(PLACE.resolve("karaf-distribution/target"));
        for (String source : List.of("pom.xml", "bundles", "features", "plugin-archetype")) {
            Files.createDirectories(PLACE.resolve(source));
        }
        Files.copy(SourceTree.ROOT.resolve("postrider"), PLACE.resolve("postrider"));
        link("karaf-distribution/target/assembly", Distribution.program());
        link("plugins-examples", SourceTree.ROOT.resolve("plugins-examples"));
        Files.createFile(PLACE.resolve("karaf-distribution/target/built"));
    }

    private static void link(String name, Path to) throws IOException {
        Files.createSymbolicLink(PLACE.resolve(name), to);
    }

    @AfterAll
    static void stop() {
        if (foreground != null) {
            foreground.destroyForcibly();
        }
        SERVER.close();
    }

    @TestFactory
    Stream<DynamicTest> everyCommandDoesWhatTheReadmeSays() {
        return Document.of("README.md").listings("sh").stream().flatMap(String::lines)
                .map(line -> line.replaceFirst(" +# .*", "").strip()).filter(line -> !line.isEmpty())
                .map(command -> DynamicTest.dynamicTest(command, () -> expected(command).accept(command)));
    }

    /** The longest beginning that fits. */
    private static ThrowingConsumer<String> expected(String command) {
        return EXPECTED.keySet().stream().filter((command + " ")::startsWith).sorted((a, b) -> b.length() - a.length())
                .findFirst().map(EXPECTED::get)
                .orElseThrow(() -> new AssertionError("what shall come of this command? " + command));
    }

    private static Result run(String command) {
        return run(command, "");
    }

    private static Result run(String command, String input) {
        return Programs.run(PLACE, environment(), line(command), input);
    }

    private static List<String> line(String command) {
        return List.of("bash", "-c", command.replace(":2525", ":" + SERVER.smtpPort()));
    }

    /** All but the home, so that it is where the README says. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(SERVER.environment());
        environment.remove("POSTRIDER_HOME");
        return environment;
    }

    private static String script() {
        return SourceTree.read(PLACE.resolve("postrider"));
    }

    private static void awaitOutput(String command, String expected) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(run(command).good().output()).contains(expected));
    }

    private static void serves(String command) throws IOException {
        Path output = PLACE.resolve("run.out");
        ProcessBuilder builder = new ProcessBuilder(line(command)).directory(PLACE.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTRIDER_"));
        builder.environment().putAll(environment());
        foreground = builder.start();
        SERVER.awaitPort(SERVER.smtpPort());
        SERVER.awaitPort(SERVER.sshPort());
        assertThat(SourceTree.read(output)).contains("user admin, password " + SERVER.read("admin-password").strip());
        assertThat(foreground.isAlive()).isTrue();
    }

    private static void delivers(String command) {
        RealPeer.needed("curl");
        int before = POSTMASTER.count();
        run(command).good();
        await().atMost(PATIENCE).until(() -> POSTMASTER.count() == before + 1);
        assertThat(POSTMASTER.messages()).allMatch(message -> message.contains("\r\n\r\nIt works.\r\n"));
    }

    private static void isWhatThisBuildDid(String command) {
        assertThat(command).contains(" package ").contains(" -am ").contains("-pl plugins-examples/filter-example ");
        assertThat(PLACE.resolve("plugins-examples/filter-example/pom.xml")).exists();
    }

    private static void treatsTheNextMessage(String command) {
        run(command).good();
        await().atMost(PATIENCE).untilAsserted(() -> {
            delivers(commandThatBegins("printf "));
            assertThat(POSTMASTER.messages()).anyMatch(message -> message.contains("X-Example: seen\r\n"));
        });
    }

    private static String commandThatBegins(String beginning) {
        return Document.of("README.md").listings("sh").stream().flatMap(String::lines)
                .filter(line -> line.startsWith(beginning)).findFirst().orElseThrow();
    }

    private static void takesTheFilterAway(String command) {
        awaitOutput("./postrider shell 'mail:filters'", "executable-attachments");
        run(command).good();
        await().atMost(PATIENCE).untilAsserted(() ->
                assertThat(run("./postrider shell 'mail:filters'").output()).doesNotContain("executable-attachments"));
    }

    /** After Ctrl-C in the other terminal, if a server runs there. */
    private static void starts(String command) {
        if (foreground != null) {
            SERVER.process().orElseThrow().destroy();
            await().atMost(PATIENCE).until(() -> !foreground.isAlive());
            foreground = null;
        }
        assertThat(run(command).good().output()).contains("is running, pid ");
        SERVER.awaitPort(SERVER.sshPort());
    }

    private static void startsInProduction(String command) {
        assertThat(SERVER.environment()).doesNotContainKey("POSTRIDER_BIND");
        starts("POSTRIDER_BIND=127.0.0.1 " + command);
    }

    private static void talks(String command) {
        assertThat(run(command, "mail:domains\nlogout\n").good().output()).contains("localhost");
    }

    private static void stops(String command) {
        assertThat(run(command).good().output()).contains("stopped");
        assertThat(SERVER.process()).isEmpty();
    }

    private static void makesAnAlias(String command) {
        run(command).good();
        assertThat(SERVER.read("domains/example.org.domain").lines()).contains("alias info = ann@example.org");
    }

    private static void changes(String command, String shown) {
        String last = command.replaceAll(".*mail:[a-z-]+ ([^ ']+).*", "$1");
        run(command).good();
        awaitOutput("./postrider shell '" + shown + "'", last);
    }
}
