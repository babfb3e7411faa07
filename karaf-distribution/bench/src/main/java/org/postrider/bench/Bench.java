package org.postrider.bench;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Entry point of {@code postrider bench} and {@code postrider bench sink}.
 *
 * <p>The exit code is 0 when every message was taken, 1 when one was not, and 2 when it was called wrongly.
 */
public final class Bench {

    private static final String PASSWORD = "POSTRIDER_BENCH_PASSWORD";
    private static final int LAST_WORDS_SECONDS = 5;

    private Bench() {
    }

    /** Runs until done or until Ctrl-C, which prints what was measured so far. */
    public static void main(String[] args) throws IOException, InterruptedException {
        System.exit(run(List.of(args), System.out, System.err));
    }

    static int run(List<String> args, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        try {
            return !args.isEmpty() && args.get(0).equals("sink")
                    ? sink(SinkOptions.of(args.subList(1, args.size())), out)
                    : load(LoadOptions.of(args, Bench::password), out, err);
        } catch (IllegalArgumentException e) {
            err.println("postrider bench: " + e.getMessage());
            return 2;
        }
    }

    private static int load(LoadOptions options, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        if (options.extras().idle() > 0) {
            Idle idle = new Idle(options, out);
            return interruptible(idle::run, idle::stop);
        }
        Run run = new Run(options, out, err, "%08x".formatted(new SecureRandom().nextInt()));
        return interruptible(run::run, run::stop);
    }

    private static int sink(SinkOptions options, PrintStream out) throws IOException, InterruptedException {
        try (Sink sink = new Sink(options)) {
            out.println("listening on 127.0.0.1:" + sink.port());
            out.flush();
            return interruptible(() -> sink.report(out), sink::stop);
        }
    }

    private interface Job {
        int run() throws IOException, InterruptedException;
    }

    /** On Ctrl-C the job is told to stop, and has some seconds to say what it has. */
    private static int interruptible(Job job, Runnable stop) throws IOException, InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Thread hook = new Thread(() -> {
            stop.run();
            await(done);
        });
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return job.run();
        } finally {
            done.countDown();
            remove(hook);
        }
    }

    private static void await(CountDownLatch done) {
        try {
            done.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) { // it runs: this is the end after Ctrl-C
            return;
        }
    }

    private static String password(String user) {
        String set = System.getenv(PASSWORD);
        Console console = System.console();
        if (set == null && console == null) {
            throw new IllegalArgumentException("no password: set " + PASSWORD);
        }
        return set != null ? set : new String(console.readPassword("Password of %s: ", user));
    }
}
