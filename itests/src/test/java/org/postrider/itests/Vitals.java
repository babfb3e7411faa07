package org.postrider.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How a server is: what it holds of sessions, mail, memory and descriptors, and whether its log is in order. */
final class Vitals {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern SESSIONS = Pattern.compile("\"sessions\":(\\d+)");
    private static final Pattern NO_SESSION = Pattern.compile("smtp.sessions.active[^}]*\"value\":0[,}]");
    private static final Pattern EVENT = Pattern.compile(
            "\\d{4}-\\d\\d-\\d\\dT[\\d:,]+ \\| (TRACE|DEBUG|INFO |WARN ) \\| .*");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private final PostriderServer server;
    private final int logged;

    /** @param server one that is running; of its log only what follows is looked at */
    Vitals(PostriderServer server) {
        this.server = server;
        this.logged = server.log().length();
    }

    /** The port that the system chose for a listener. */
    int port(String listener) {
        return number(shell("mail:listeners --json"), "\"name\":\"" + listener + "\"[^}]*?\"port\":(\\d+)");
    }

    /** Waits until nobody is connected, nothing is in the queue, and no draft is left in the spool. */
    void awaitIdle() {
        await("nobody connected, nothing queued").atMost(PATIENCE).pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(UncheckedIOException.class).until(() -> { // a file goes while we look
            String state = shell("mail:listeners --json; mail:queue --json; mail:metrics --json smtp.sessions.active");
            return bigFiles().isEmpty()
                    && SESSIONS.matcher(state).results().allMatch(found -> found.group(1).equals("0"))
                    && state.contains("\"messages\":[]") && NO_SESSION.matcher(state).find();
        });
    }

    /** One line is one event, none is an error, and nothing in them acts on whoever reads them. */
    void assertLogInOrder() {
        assertThat(server.log().substring(logged).lines())
                .allSatisfy(line -> assertThat(line).matches(EVENT).doesNotContainPattern(INVISIBLE));
    }

    /** Waits until nothing of earlier clients is left; then a message arrives, and the mailbox is emptied. */
    void assertWell() throws IOException {
        awaitIdle();
        assertLogInOrder();
        Maildir postmaster = Maildir.of(server.home(), "localhost", "postmaster");
        postmaster.clear();
        try (RawClient client = RawClient.greeted(server.smtpPort())) {
            assertThat(client.message("Subject: well\r\n\r\nStill here.\r\n")).startsWith("250 2.0.0 ");
        }
        await().atMost(PATIENCE).until(() -> postmaster.count() == 1);
        postmaster.clear();
    }

    /** Whether a line holds what acts on a terminal or is not seen there. */
    static boolean isDangerous(String line) {
        return INVISIBLE.matcher(line).find();
    }

    /** Files of messages that were too large for the memory of the spool. */
    List<Path> bigFiles() {
        return files(server.home().resolve("spool/big"));
    }

    /** All messages in all mailboxes. */
    int delivered() {
        return (int) files(server.home().resolve("mail")).stream()
                .filter(file -> file.getParent().endsWith("new") || file.getParent().endsWith("cur")).count();
    }

    /** Octets of all objects that are in use. */
    long liveHeap() {
        return new JavaProcess(server.process().orElseThrow()).live();
    }

    /** Octets of memory that the system has given to the process. */
    long resident() throws IOException {
        return 1024L * number(Files.readString(Path.of("/proc/" + pid() + "/status")), "VmRSS:\\s+(\\d+) kB");
    }

    /** Octets of memory that it has had at most since {@link #forgetPeak}. */
    long peak() throws IOException {
        return 1024L * number(Files.readString(Path.of("/proc/" + pid() + "/status")), "VmHWM:\\s+(\\d+) kB");
    }

    void forgetPeak() throws IOException {
        Files.writeString(Path.of("/proc/" + pid() + "/clear_refs"), "5");
    }

    int threads() throws IOException {
        return number(Files.readString(Path.of("/proc/" + pid() + "/status")), "Threads:\\s+(\\d+)");
    }

    /** Threads of one kind; others come and go with mail that is delivered, and with the shell by which we ask. */
    int threads(String prefix) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/" + pid() + "/task"))) {
            return (int) all.filter(thread -> name(thread).startsWith(prefix)).count();
        }
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm"));
        } catch (IOException e) {
            return ""; // it has ended
        }
    }

    /** Processor time that it has used so far. */
    Duration processorTime() {
        return server.process().orElseThrow().info().totalCpuDuration().orElseThrow();
    }

    /** The value of a counter or gauge. */
    long metric(String name) {
        return number(shell("mail:metrics --json " + name), "\"" + name + "\"[^}]*\"value\":(\\d+)");
    }

    int descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            return (int) open.count();
        }
    }

    String shell(String command) {
        return server.shell(command).good().output();
    }

    private long pid() {
        return server.process().orElseThrow().pid();
    }

    private static int number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
