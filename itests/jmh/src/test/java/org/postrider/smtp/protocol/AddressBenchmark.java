package org.postrider.smtp.protocol;

import java.util.Optional;
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
import org.postrider.api.message.Address;

/** One address. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@State(Scope.Thread)
public class AddressBenchmark {

    private String plain = "somebody.123@mail.example.org";
    private String quoted = "\"some body\"@mail.example.org";
    private String literal = "somebody@[IPv6:2001:db8::1]";
    private String unicode = "somebody@b\u00fccher.example";

    @Benchmark
    public Address plain() {
        return Address.parse(plain);
    }

    @Benchmark
    public Address quoted() {
        return Address.parse(quoted);
    }

    @Benchmark
    public Address literal() {
        return Address.parse(literal);
    }

    @Benchmark
    public Address unicode() {
        return Address.parse(unicode);
    }

    @Benchmark
    public Optional<Address> path() {
        return Path.parse("FROM:<" + plain + "> SIZE=1000", "FROM:").address();
    }
}
