package org.postrider.itests;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One server of the unpacked distribution with data and ports of its own, driven by its script as an administrator
 * would.
 *
 * <p>Not thread safe. {@link #close()} in {@code @AfterAll} ends the process; the end of the test JVM does so too.
 * Every wait has a deadline. The data stays in {@code target/fork-N/homes/NAME} to be looked at.
 */
public final class PostriderServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> PORTS = List.of("SMTP", "SUBMISSION", "SMTPS", "HTTP", "SSH");
    private final Path home;
    private final Map<String, String> environment = new LinkedHashMap<>();
    private final Thread lastResort = new Thread(this::kill);

    private PostriderServer(Path home) {
        this.home = home;
        environment.put("POSTRIDER_HOME", home.toString());
        environment.put("POSTRIDER_JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
        freePorts().forEach((name, port) -> environment.put("POSTRIDER_" + name + "_PORT", port.toString()));
    }

    /** A new server with empty data, not started. */
    public static PostriderServer create(String name) {
        Path home = Distribution.work().resolve("homes").resolve(name);
        try {
            Directories.delete(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PostriderServer server = new PostriderServer(home);
        Runtime.getRuntime().addShutdownHook(server.lastResort);
        return server;
    }

    /** Sets a variable of the environment for all later calls of the script. */
    public PostriderServer with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /**
     * Writes a configuration file, now; a running server takes it as it would from an administrator. In place: a listing of
     * the directory may miss a file that is just being replaced by renaming, and File Install then takes it as deleted. It
     * reads a file only when that looks the same in two scans. Never empty in between: it would be read as that, and then
     * File Install writes back what it has read.
     */
    public PostriderServer configure(String file, String text) {
        try {
            Files.createDirectories(home.resolve("etc"));
            try (RandomAccessFile open = new RandomAccessFile(home.resolve("etc").resolve(file).toFile(), "rw")) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                open.write(bytes);
                open.setLength(bytes.length);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Lets clients of the submission port do without TLS, which the server as delivered asks of them. */
    PostriderServer submissionInClearText() {
        return configure("org.postrider.listener-submission.cfg", "role = submission\nrelayNetworks = 127.0.0.0/8, ::1\n"
                + "port = $[env:POSTRIDER_SUBMISSION_PORT]\ntlsRequired = false\n");
    }

    /** Starts the server and returns when it accepts mail. */
    public PostriderServer start() {
        script("start").good();
        awaitPort(sshPort());
        awaitPort(httpPort());
        return this;
    }

    public PostriderServer stop() {
        script("stop").good();
        return this;
    }

    public PostriderServer restart() {
        return stop().start();
    }

    /** Ends all processes at once, as a power failure would. Does nothing when there are none. */
    public void kill() {
        process("supervisor", "bash").ifPresent(PostriderServer::end); // first: it would start the other again
        process().ifPresent(PostriderServer::end);
    }

    private static void end(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** The running process; empty after an end of any kind. */
    public Optional<ProcessHandle> process() {
        return process("postrider", "java");
    }

    private Optional<ProcessHandle> process(String file, String program) {
        try {
            long pid = Long.parseLong(Files.readString(home.resolve("karaf/" + file + ".pid")).strip());
            return ProcessHandle.of(pid).filter(process -> process.info().command().orElse("").endsWith(program));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Calls the script, with nothing on its standard input. */
    public Result script(String... words) {
        return script(List.of(words), "");
    }

    Result script(List<String> words, String input) {
        List<String> command = new ArrayList<>(List.of(Distribution.program().resolve("bin/postrider").toString()));
        command.addAll(words);
        return Programs.run(Distribution.work(), environment, command, input);
    }

    /** One command in the server's shell. */
    public Result shell(String command) {
        return script("shell", command);
    }

    /** All of the log of this server since its data was made. */
    public String log() {
        return read("log/postrider.log");
    }

    /** A file of the server's data, as text. */
    public String read(String file) {
        try {
            return Files.readString(home.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until a port of this machine's loopback answers. */
    public void awaitPort(int port) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> answers(port));
    }

    public Path home() {
        return home;
    }

    /** What the script is told of home and ports. */
    public Map<String, String> environment() {
        return Map.copyOf(environment);
    }

    public int smtpPort() {
        return port("SMTP");
    }

    public int submissionPort() {
        return port("SUBMISSION");
    }

    public int smtpsPort() {
        return port("SMTPS");
    }

    public int httpPort() {
        return port("HTTP");
    }

    public int sshPort() {
        return port("SSH");
    }

    /** Ends the server, cleanly if that is possible. */
    @Override
    public void close() {
        try {
            script("stop");
        } finally {
            kill();
            Runtime.getRuntime().removeShutdownHook(lastResort);
        }
    }

    private int port(String name) {
        return Integer.parseInt(environment.get("POSTRIDER_" + name + "_PORT"));
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Map<String, Integer> freePorts() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        PORTS.forEach(name -> ports.put(name, FreePort.next()));
        return ports;
    }
}
