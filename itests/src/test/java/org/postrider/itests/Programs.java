package org.postrider.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs with an empty standard input and a deadline; none of them outlives its call. */
final class Programs {

    private static final Duration LIMIT = Duration.ofSeconds(120);

    private Programs() {
    }

    static Result run(Path directory, Map<String, String> environment, List<String> command) {
        return run(directory, environment, command, "");
    }

    static Result run(Path directory, Map<String, String> environment, List<String> command, String input) {
        return run(directory, environment, command, input, LIMIT);
    }

    /** One that takes longer. */
    static Result run(Path directory, List<String> command, Duration limit) {
        return run(directory, Map.of(), command, "", limit);
    }

    private static Result run(
            Path directory, Map<String, String> environment, List<String> command, String input, Duration limit) {
        try {
            Path output = Files.createTempFile("program", ".out");
            try {
                Process process = process(directory, environment, command, output);
                feed(process, input);
                return end(process, command, output, limit);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** To a file and not to a pipe: a server started in the background would keep a pipe open. */
    private static Process process(Path directory, Map<String, String> environment, List<String> command, Path output)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile())
                .redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("POSTRIDER_") || name.startsWith("KARAF_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static Result end(Process process, List<String> command, Path output, Duration limit) throws IOException {
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(command + " has not ended after " + limit + ":\n" + Files.readString(output));
            }
            return new Result(process.exitValue(), Files.readString(output));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /** As much of it as the program wants: how it ends tells why it has stopped reading. */
    private static void feed(Process process, String input) throws IOException {
        try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        } catch (IOException e) {
            if (!"Broken pipe".equals(e.getMessage())) {
                throw e;
            }
        }
    }
}
