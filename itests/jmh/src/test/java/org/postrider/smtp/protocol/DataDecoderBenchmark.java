package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** 64 KB of a message by DATA. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class DataDecoderBenchmark {

    private static final int OCTETS = 65_536;

    private final ByteBuffer lines = text("x".repeat(76) + "\r\n");
    private final ByteBuffer longLines = text("x".repeat(996) + "\r\n");
    private final ByteBuffer dots = text("..x\r\n");

    private long taken;

    private static ByteBuffer text(String line) {
        return ByteBuffer.wrap(line.repeat(OCTETS / line.length()).getBytes(StandardCharsets.US_ASCII));
    }

    @Benchmark
    public long linesOf78() {
        return decode(lines);
    }

    @Benchmark
    public long linesOf998() {
        return decode(longLines);
    }

    @Benchmark
    public long everyLineBeginsWithADot() {
        return decode(dots);
    }

    /** For comparison: each octet is looked at, one by one, and nothing else is done. */
    @Benchmark
    public long eachOctetLookedAt() {
        int found = 0;
        for (int i = 0; i < lines.limit(); i++) {
            byte octet = lines.get(i);
            found += octet == '\r' || octet == '\n' ? 1 : 0;
        }
        return found;
    }

    private long decode(ByteBuffer input) {
        new DataDecoder().decode(input.rewind(), part -> taken += part.remaining());
        return taken;
    }
}
