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

/** A hundred commands of a client that pipelines, in one piece. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class CommandFramerBenchmark {

    private final ByteBuffer input = ByteBuffer.wrap(
            "RCPT TO:<somebody.123@example.org>\r\n".repeat(100).getBytes(StandardCharsets.US_ASCII));
    private final CommandFramer framer = new CommandFramer(1_024, 65_536);

    @Benchmark
    public int hundredLines() {
        input.rewind();
        int lines = 0;
        while (framer.next(input) == CommandFramer.Frame.LINE) {
            lines++;
        }
        return lines;
    }
}
