package org.postrider.bench;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;
import org.postrider.json.Json;

/**
 * The result of a run.
 *
 * @param ownCpu processor seconds of the generator
 * @param serverCpu those of the process it was told to watch
 */
record Report(String run, Tally tally, double seconds, double ownCpu, OptionalDouble serverCpu) {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    /** Messages that were begun and have no answer. */
    long lost() {
        return tally.begunCount() - tally.acknowledgedCount() - tally.refusedCount();
    }

    /** Every message was taken, and nothing else went wrong. */
    boolean isClean() {
        return lost() == 0 && tally.refusedCount() == 0 && tally.failureCount() == 0;
    }

    String json() {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("run", run);
        out.put("seconds", rounded(seconds));
        out.put("messages", tally.begunCount());
        out.put("acknowledged", tally.acknowledgedCount());
        out.put("refused", tally.refusedCount());
        out.put("lost", lost());
        out.put("connections", tally.connectionCount());
        out.put("messages_per_second", rounded(perSecond(tally.acknowledgedCount())));
        out.put("bytes_per_second", Math.round(perSecond(tally.octetCount())));
        out.put("connect_ms", latency(tally.connect()));
        out.put("answer_ms", latency(tally.answer()));
        out.put("failures", tally.failures());
        out.put("first_failure", tally.firstFailure());
        out.put("own_cpu_seconds", rounded(ownCpu));
        out.put("server_cpu_seconds", server(serverCpu));
        out.put("server_cpu_seconds_per_1000", server(perThousand()));
        return Json.write(out);
    }

    private static Optional<Double> server(OptionalDouble value) {
        return value.isPresent() ? Optional.of(rounded(value.getAsDouble())) : Optional.empty();
    }

    private OptionalDouble perThousand() {
        return serverCpu.isEmpty() || tally.acknowledgedCount() == 0 ? OptionalDouble.empty()
                : OptionalDouble.of(serverCpu.getAsDouble() * 1_000 / tally.acknowledgedCount());
    }

    private double perSecond(long count) {
        return seconds > 0 ? count / seconds : 0;
    }

    private static double rounded(double value) {
        return Math.round(value * 10_000) / 10_000.0;
    }

    private static Map<String, Object> latency(Histogram times) {
        Map<String, Object> out = new LinkedHashMap<>();
        for (double percentile : PERCENTILES) {
            out.put("p" + Json.write(percentile), rounded(times.getValueAtPercentile(percentile) / NANOS_PER_MILLI));
        }
        out.put("max", rounded(times.getMaxValue() / NANOS_PER_MILLI));
        return out;
    }

    String text() {
        StringBuilder out = new StringBuilder();
        line(out, "messages", "%d acknowledged, %d refused, %d lost", tally.acknowledgedCount(), tally.refusedCount(), lost());
        line(out, "rate", "%.0f/s, %.1f MB/s, in %.2f s over %d connections", perSecond(tally.acknowledgedCount()),
                perSecond(tally.octetCount()) / 1e6, seconds, tally.connectionCount());
        line(out, "connect ms", "%s", spoken(tally.connect()));
        line(out, "answer ms", "%s", spoken(tally.answer()));
        line(out, "own CPU", "%.2f s", ownCpu);
        serverCpu.ifPresent(cpu -> line(out, "server CPU", "%.2f s, %.4f s per 1,000", cpu, perThousand().orElse(0)));
        tally.failures().forEach((kind, count) -> line(out, "failed", "%d: %s", count, kind));
        tally.firstFailure().ifPresent(text -> line(out, "first", "%s", text));
        return out.toString();
    }

    private static String spoken(Histogram times) {
        StringBuilder out = new StringBuilder();
        latency(times).forEach((name, value) -> out.append(name).append(' ').append(value).append("  "));
        return out.toString().strip();
    }

    private static void line(StringBuilder out, String name, String format, Object... values) {
        out.append("%-11s".formatted(name)).append(format.formatted(values)).append('\n');
    }
}
