package org.postrider.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each target by Jazzer in a JVM of its own, with a fixed seed: for a number of inputs in the build, for a time where
 * {@code fuzz.seconds} says so. An input that takes twenty seconds, or a JVM that grows beyond its limits, is a finding
 * like an exception is.
 */
class FuzzTest {

    private static final int SECONDS = Integer.getInteger("fuzz.seconds", 0);
    private static final int SLACK = 300;
    private static final Path CRASHES = Path.of("src/test/resources/crashes");

    /** What was found once is not there again; and the seeds are. */
    @ParameterizedTest
    @EnumSource
    void whatWasFoundIsFixed(Target target) throws Throwable {
        MethodHandle one = MethodHandles.lookup().findStatic(Class.forName(target.className()), "fuzzerTestOneInput",
                MethodType.methodType(void.class, byte[].class));
        for (byte[] input : inputs(target)) {
            one.invoke(input);
        }
    }

    private static List<byte[]> inputs(Target target) throws IOException {
        List<byte[]> inputs = new ArrayList<>(target.seeds());
        Path found = CRASHES.resolve(target.name().toLowerCase(java.util.Locale.ROOT));
        if (Files.isDirectory(found)) {
            try (var files = Files.newDirectoryStream(found)) {
                for (Path file : files) {
                    inputs.add(Files.readAllBytes(file));
                }
            }
        }
        inputs.add(new byte[0]);
        return inputs;
    }

    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @EnumSource
    void nothingIsFound(Target target) throws Exception {
        assumeTrue(target.name().matches(System.getProperty("fuzz.targets", ".*")));
        Path work = Path.of(System.getProperty("fuzz.work", "target/fuzz")).resolve(target.name());
        Path log = work.resolve("log.txt");
        Process process = new ProcessBuilder(command(target, work)).redirectErrorStream(true)
                .redirectOutput(log.toFile()).start();
        try {
            assertThat(process.waitFor(SECONDS + SLACK, TimeUnit.SECONDS)).as("ends in time, see %s", log).isTrue();
        } finally {
            process.destroyForcibly();
        }
        List<String> lines = Files.readAllLines(log, java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(process.exitValue()).as("%s: %s", log, String.join("\n", lines.subList(
                Math.max(0, lines.size() - 40), lines.size()))).isZero();
        System.out.println("fuzz " + target + ": " + lines.stream().filter(line -> line.startsWith("Done ")).findFirst()
                .orElse("no figure"));
    }

    private static List<String> command(Target target, Path work) throws IOException {
        Path corpus = Files.createDirectories(work.resolve("corpus"));
        Path seeds = Files.createDirectories(work.resolve("seeds"));
        int number = 0;
        for (byte[] input : inputs(target)) {
            Files.write(seeds.resolve(Integer.toString(number++)), input);
        }
        Path dictionary = Files.write(work.resolve("words.txt"), target.dictionary());
        return List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m",
                "-XX:+UseSerialGC", SECONDS > 0 ? "-XX:+TieredCompilation" : "-XX:TieredStopAtLevel=1",
                "-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target.className(), "--instrumentation_includes=org.postrider.**",
                "--disabled_hooks=com.code_intelligence.jazzer.sanitizers.UnsafeSanitizer", // Netty's queues are built on Unsafe
                "--reproducer_path=" + work, "-artifact_prefix=" + work + "/", "-dict=" + dictionary, "-seed=1",
                SECONDS > 0 ? "-max_total_time=" + SECONDS : "-runs=" + target.runs(), "-timeout=20",
                "-rss_limit_mb=1024", "-max_len=1024", corpus.toString(), seeds.toString());
    }
}
