package org.postrider.spool;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.Submission;
import org.postrider.testing.spool.SpoolMail;

/**
 * A process that puts mail through a spool until it is killed, and writes down what it does: {@code S id seed octets}
 * before a message is submitted, {@code A id} when it is acknowledged, {@code F id} before it is finished and
 * {@code D id} when that is durable. Each line is handed to the operating system before the next thing happens.
 */
final class KilledWriter {

    private static final int THREADS = 8;
    private static final int QUEUED = 40;

    private final SegmentSpool spool;
    private final OutputStream journal;

    private KilledWriter(SegmentSpool spool, OutputStream journal) {
        this.spool = spool;
        this.journal = journal;
    }

    public static void main(String[] args) throws Exception {
        SegmentSpool spool = new SegmentSpool(
                TestSettings.small(), new DiskFiles(Path.of(args[0]), true), Clock.systemUTC());
        KilledWriter writer = new KilledWriter(spool, new FileOutputStream(args[1], true));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Random random = new Random(Long.parseLong(args[2]) * 100 + i);
            threads.add(new Thread(() -> writer.run(random)));
            threads.get(i).start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private synchronized void note(String line) throws IOException {
        journal.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void run(Random random) {
        List<QueuedMessage> queued = new ArrayList<>();
        try {
            while (true) {
                queued.add(submit(random));
                QueuedMessage any = queued.get(random.nextInt(queued.size()));
                spool.update(any.id(), any.state().withHold(Optional.of("held")));
                if (queued.size() > QUEUED / THREADS) {
                    finish(queued.remove(random.nextInt(queued.size())));
                }
            }
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(3);
        }
    }

    private QueuedMessage submit(Random random) throws Exception {
        SpoolDraft draft = spool.begin(spool.nextId());
        long seed = random.nextLong();
        int octets = random.nextInt(25) == 0 ? 260_000 + random.nextInt(200_000) : 200 + random.nextInt(20_000);
        SpoolMail.write(draft, SpoolMail.text(octets, seed));
        note("S " + draft.id() + " " + seed + " " + octets);
        QueuedMessage message = SpoolMail.await(draft.commit(
                new Submission(SpoolMail.envelope(2), new byte[0], 0, Optional.empty())));
        note("A " + draft.id());
        return message;
    }

    private void finish(QueuedMessage message) throws Exception {
        note("F " + message.id());
        spool.finish(message.id()).whenComplete((done, problem) -> {
            try {
                note("D " + message.id());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
