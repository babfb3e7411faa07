package org.postrider.testing.peer;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A running program of the system. A test whose program is not installed is skipped and says so, or fails where the
 * environment has {@code POSTRIDER_REAL=1}.
 */
public final class RealProgram implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Process process;

    private RealProgram(Process process) {
        this.process = process;
    }

    /** Where the program is. */
    public static String needed(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, name)).filter(Files::isExecutable).findFirst().map(Path::toString)
                .orElseGet(() -> "1".equals(System.getenv("POSTRIDER_REAL"))
                        ? fail(name + " is not installed, and POSTRIDER_REAL=1 asks for it") : abort(name + " is not installed"));
    }

    /** Starts it, and waits until it takes connections. What it prints is in the log. */
    public static RealProgram start(Place place, Path log, List<String> command) throws Exception {
        RealProgram program = new RealProgram(new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isThere(place)) {
            if (!program.process.isAlive() || System.nanoTime() - end > 0) {
                program.close();
                fail(command.get(0) + " does not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return program;
    }

    private static boolean isThere(Place place) {
        try (SocketChannel channel = SocketChannel.open(place.address())) {
            return channel.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
