package org.postrider.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A measured run from warm-up to result, with a line of progress each second. */
final class Run {

    private static final int SECOND = 1_000;
    private static final int MOST_RATES = 86_400;

    private final LoadOptions options;
    private final PrintStream out;
    private final PrintStream progress;
    private final String id;
    private final Tally tally = new Tally();
    private final List<Long> rates = new ArrayList<>();
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile Load load;

    /** @param id eight hexadecimal digits, different from those of other runs */
    Run(LoadOptions options, PrintStream out, PrintStream progress, String id) {
        this.options = options;
        this.out = out;
        this.progress = progress;
        this.id = id;
    }

    /** Sends, waits and tells; the exit code. */
    int run() throws IOException, InterruptedException {
        if (options.extras().warmUp() > 0) {
            finish(options.pace().ofWarmUp(options.extras().warmUp()), new Tally(), SinkTally.WARM_UP, "warm-up ");
            rates.clear();
        }
        double own = ownCpu();
        OptionalDouble server = serverCpu();
        long start = System.nanoTime();
        finish(options.pace(), tally, id, "");
        double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
        Report report = new Report(id, tally, seconds, ownCpu() - own, since(server));
        out.print(options.extras().json() ? report.json() + "\n" : report.text());
        out.flush();
        if (options.extras().plot().isPresent()) {
            Path file = options.extras().plot().get();
            Files.writeString(file, Plot.svg(List.copyOf(rates), tally.answer()));
        }
        return report.isClean() ? 0 : 1;
    }

    /** Ends the run early: what was measured so far is its result. */
    void stop() {
        stopped.set(true);
        Load current = load;
        if (current != null) {
            current.stop();
        }
    }

    private void finish(Pace pace, Tally counts, String run, String name) throws InterruptedException {
        try (Load current = new Load(options, pace, counts, run)) {
            load = current;
            if (stopped.get()) {
                return;
            }
            current.start();
            long before = 0;
            while (!current.await(SECOND)) {
                long now = counts.acknowledgedCount();
                tell(name, now - before, counts);
                before = now;
            }
            if (rates.isEmpty()) {
                rates.add(counts.acknowledgedCount());
            }
        }
    }

    private void tell(String name, long rate, Tally counts) {
        if (rates.size() < MOST_RATES) {
            rates.add(rate);
        }
        progress.printf("%s%d/s, %d acknowledged, %d refused, %d failures%n", name, rate, counts.acknowledgedCount(),
                counts.refusedCount(), counts.failureCount());
    }

    private static double ownCpu() {
        return new ProcessCost(ProcessHandle.current().pid()).cpuSeconds().orElse(0);
    }

    private OptionalDouble serverCpu() {
        return options.extras().pid().isPresent() ? new ProcessCost(options.extras().pid().getAsLong()).cpuSeconds()
                : OptionalDouble.empty();
    }

    private OptionalDouble since(OptionalDouble before) {
        OptionalDouble now = serverCpu();
        return before.isPresent() && now.isPresent() ? OptionalDouble.of(now.getAsDouble() - before.getAsDouble())
                : OptionalDouble.empty();
    }
}
