package org.postrider.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The generator against the sink, over loopback. */
class LoadTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private int bench(int port, String line) throws Exception {
        List<String> words = new ArrayList<>(List.of("127.0.0.1:" + port, "--json", "--sessions", "5", "--timeout", "20"));
        words.addAll(List.of(line.split(" ")));
        return Bench.run(words, new PrintStream(out, true, StandardCharsets.UTF_8), System.err);
    }

    private static Sink sink(String line) throws Exception {
        return new Sink(SinkOptions.of(List.of(("--port 0" + line).split(" "))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--messages 200", "--messages 200 --no-pipelining", "--messages 200 --per-connection 1",
            "--messages 200 --per-connection 7", "--messages 200 --lmtp --recipients 3", "--messages 200 --size 70000",
            "--messages 200 --rate 2000", "--messages 200 --warmup 50"})
    void everyMessageArrivesOnce(String line) throws Exception {
        try (Sink sink = sink("")) {
            assertThat(bench(sink.port(), line)).as(out.toString()).isZero();
            assertThat(out.toString()).contains("\"acknowledged\":200", "\"lost\":0", "\"refused\":0");
            assertThat(sink.tally().missing()).isZero();
            assertThat(sink.tally().duplicateCount()).isZero();
            assertThat(sink.tally().result().get("runs").toString()).endsWith("=200}");
        }
    }

    @Test
    void overTls() throws Exception {
        try (Sink sink = sink(" --tls")) {
            assertThat(bench(sink.port(), "--messages 50 --per-connection 5 --tls --insecure")).as(out.toString()).isZero();
            assertThat(sink.tally().acceptedCount()).isEqualTo(50);
            assertThat(bench(sink.port(), "--messages 5 --tls")).as("nobody signed it").isEqualTo(1);
            assertThat(sink.tally().acceptedCount()).isEqualTo(50);
        }
    }

    @Test
    void withoutStarttlsNothingIsSentInTheClear() throws Exception {
        try (Sink sink = sink("")) {
            assertThat(bench(sink.port(), "--messages 5 --tls --insecure")).isEqualTo(1);
            assertThat(out.toString()).contains("no STARTTLS");
            assertThat(sink.tally().acceptedCount()).isZero();
        }
    }

    @Test
    void refusalsAndDelaysAreCounted() throws Exception {
        try (Sink sink = sink(" --reject-rate 0.1 --delay 1")) {
            assertThat(bench(sink.port(), "--messages 100")).isEqualTo(1);
            assertThat(out.toString()).contains("\"acknowledged\":90", "\"refused\":10", "\"lost\":0", "\"451\":10");
        }
    }

    @Test
    void idleConnectionsAreHeld() throws Exception {
        try (Sink sink = sink("")) {
            assertThat(bench(sink.port(), "--idle 300 --seconds 1")).as(out.toString()).isZero();
            assertThat(out.toString()).contains("\"connections\":300", "\"lost\":0");
        }
    }

    @Test
    void theSinkEndsAfterItsNumberAndSaysWhatItHas() throws Exception {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        try (Sink sink = sink(" --count 20 --json")) {
            assertThat(bench(sink.port(), "--messages 20")).isZero();
            assertThat(sink.report(new PrintStream(said, true, StandardCharsets.UTF_8))).isZero();
        }
        assertThat(said.toString()).contains("\"accepted\":20", "\"missing\":0", "\"duplicates\":0");
    }

    @Test
    void whatIsCalledWronglyIsTold() throws Exception {
        assertThat(bench(1, "--nonsense")).isEqualTo(2);
    }
}
