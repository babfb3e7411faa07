package org.postrider.filter.milter;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.postrider.api.filter.Stage;
import org.postrider.testing.filter.FilterHarness;

/**
 * A milter of the system, on a free port of this machine. A test whose program is not installed is skipped and says so, or
 * fails where the environment has {@code POSTRIDER_REAL=1}.
 */
final class RealMilter implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final int port;
    private Process process;

    RealMilter() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
    }

    static String program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(place -> Path.of(place, name)).filter(Files::isExecutable).findFirst().map(Path::toString)
                .orElseGet(() -> "1".equals(System.getenv("POSTRIDER_REAL"))
                        ? fail(name + " is not installed, and POSTRIDER_REAL=1 asks for it") : abort(name + " is not installed"));
    }

    int port() {
        return port;
    }

    /** Starts it, and waits until it takes connections. */
    void start(Path log, String... command) throws Exception {
        process = new ProcessBuilder(new ArrayList<>(List.of(command))).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!isThere()) {
            if (!process.isAlive() || System.nanoTime() - end > 0) {
                fail(command[0] + " does not start: " + Files.readString(log));
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private boolean isThere() {
        try {
            MilterConnection.open(settings().socket(), Deadline.in(PATIENCE)).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private MilterSettings settings() {
        return new MilterSettings(MilterSocket.parse("inet:" + port + "@127.0.0.1"), 6, PATIENCE, PATIENCE, PATIENCE,
                PATIENCE.multipliedBy(2), 10, 0, "mx.example.org", Map.of());
    }

    FilterHarness harness() {
        return new FilterHarness(new MilterFilter(EnumSet.allOf(Stage.class), settings()));
    }

    @Override
    public void close() throws InterruptedException {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }
}
