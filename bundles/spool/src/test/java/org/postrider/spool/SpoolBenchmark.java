package org.postrider.spool;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.testing.spool.SpoolMail;

/**
 * How many messages a second this disk accepts. By hand, with the class path of the tests:
 * {@code java -cp ... org.postrider.spool.SpoolBenchmark DIRECTORY [SECONDS [OCTETS [SESSIONS...]]]}. A message is
 * finished as soon as it is accepted, so segments are used again.
 */
public final class SpoolBenchmark {

    private static final int MOST_SAMPLES = 4_000_000;

    private final SegmentSpool spool;
    private final byte[] text;
    private final Envelope envelope = SpoolMail.envelope(1);

    private SpoolBenchmark(SegmentSpool spool, int octets) {
        this.spool = spool;
        this.text = SpoolMail.text(octets, 1);
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 10;
        int octets = args.length > 2 ? Integer.parseInt(args[2]) : 10 << 10;
        int[] sessions = args.length > 3
                ? Stream.of(args).skip(3).mapToInt(Integer::parseInt).toArray() : new int[] {1, 8, 32};
        for (int count : sessions) {
            Path spoolDirectory = directory.resolve("spool-" + count);
            try (SegmentSpool spool = new SegmentSpool(
                    SpoolSettings.standard(), new DiskFiles(spoolDirectory, true), Clock.systemUTC())) {
                SpoolBenchmark benchmark = new SpoolBenchmark(spool, octets);
                benchmark.run(count, 2); // to warm up
                System.out.println(benchmark.run(count, seconds));
            }
            delete(spoolDirectory);
        }
    }

    private static void delete(Path directory) throws Exception {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private String run(int sessions, long seconds) throws Exception {
        long commits = spool.status().commits();
        long forces = spool.status().forces();
        long begin = System.nanoTime();
        long end = begin + TimeUnit.SECONDS.toNanos(seconds);
        List<long[]> samples = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            threads.add(new Thread(() -> {
                long[] times = session(end);
                synchronized (samples) {
                    samples.add(times);
                }
            }));
            threads.get(i).start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double took = (System.nanoTime() - begin) / 1e9;
        return report(sessions, (spool.status().commits() - commits) / took,
                (spool.status().commits() - commits) / (double) (spool.status().forces() - forces), samples);
    }

    private long[] session(long end) {
        long[] times = new long[MOST_SAMPLES / 32];
        int count = 0;
        try {
            for (long begin = System.nanoTime(); begin < end && count < times.length; begin = System.nanoTime()) {
                MessageId id = spool.nextId();
                SpoolDraft draft = spool.begin(id);
                draft.write(ByteBuffer.wrap(text));
                SpoolMail.await(draft.commit(SpoolMail.submission(envelope)));
                times[count++] = System.nanoTime() - begin;
                spool.finish(id);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return Arrays.copyOf(times, count);
    }

    private static String report(int sessions, double rate, double perForce, List<long[]> samples) {
        long[] all = samples.stream().flatMapToLong(Arrays::stream).sorted().toArray();
        return String.format(
                "%4d sessions: %8.0f accepted/s, %6.1f messages per force, p50 %.2f ms, p99 %.2f ms, max %.0f ms",
                sessions, rate, perForce, all[all.length / 2] / 1e6, all[(int) (all.length * 0.99)] / 1e6,
                all[all.length - 1] / 1e6);
    }
}
