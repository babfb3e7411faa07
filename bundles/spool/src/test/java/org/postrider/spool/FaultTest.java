package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postrider.testing.spool.SpoolMail.await;
import static org.postrider.testing.spool.SpoolMail.commit;
import static org.postrider.testing.spool.SpoolMail.envelope;
import static org.postrider.testing.spool.SpoolMail.text;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.SpoolException;
import org.postrider.api.queue.SpoolException.Reason;
import org.postrider.testing.spool.SpoolMail;

/** Bars D5 and F4: what happens when the disk fails, is full, or is slow. */
final class FaultTest {

    private final CrashFs disk = new CrashFs();

    private SegmentSpool start() throws Exception {
        return new SegmentSpool(TestSettings.tiny(), disk, new TestClock());
    }

    private static void assertRefused(SegmentSpool spool, int octets, Reason reason) {
        assertThatThrownBy(() -> commit(spool, envelope(1), text(octets, 1)))
                .isInstanceOfSatisfying(SpoolException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    @Test
    void anyOneOperationMayFailAtAnyTime() throws Exception {
        int refused = 0;
        for (int failing = 0; failing < 120; failing++) {
            CrashFs faulty = new CrashFs();
            Ledger ledger = new Ledger();
            int number = failing;
            AtomicInteger count = new AtomicInteger();
            try (SegmentSpool spool = new SegmentSpool(TestSettings.tiny(), faulty, new TestClock())) {
                faulty.failOn(operation -> count.getAndIncrement() == number, "Input/output error");
                Traffic traffic = new Traffic(spool, faulty, ledger, failing);
                traffic.rounds(8);
                faulty.failOn(operation -> false, "");
                traffic.submit(10);
                traffic.settle();
                assertThat(spool.status().messages()).as("the last one is taken again")
                        .isEqualTo(ledger.owed(faulty.operations()).size());
                assertThat(ledger.newest().acknowledged).isLessThan(Ledger.NEVER);
            }
            assertThat(faulty.wasForcedAgain()).as("forcing a file again after " + failing).isFalse();
            refused += (int) ledger.all().stream().filter(m -> m.refused != Ledger.NEVER).count();
            verifyCuts(faulty, ledger, failing);
        }
        assertThat(refused).as("messages that met the fault").isGreaterThan(20);
    }

    private static void verifyCuts(CrashFs faulty, Ledger ledger, int seed) throws Exception {
        Random random = new Random(seed);
        for (int cut = 0; cut <= faulty.operations(); cut += 1 + random.nextInt(4)) {
            CrashFs.Remains remains = CrashFs.Remains.values()[random.nextInt(4)];
            try {
                ledger.verify(new CrashFs(faulty.cut(cut, remains, random), true), cut);
            } catch (AssertionError e) {
                throw new AssertionError("fault " + seed + ", after operation " + cut + ", leaving " + remains, e);
            }
        }
    }

    @Test
    void aFailedForceFailsItsBatchAndTheLogGoesOnInAnotherSegment() throws Exception {
        try (SegmentSpool spool = start()) {
            QueuedMessage before = commit(spool, envelope(1), text(100, 1));
            int segment = disk.image().names().get("00000001.seg").inode();
            disk.failOn(op -> op instanceof DiskOperation.Force f && f.inode() == segment, "Input/output error");

            assertRefused(spool, 100, Reason.FAILED);
            QueuedMessage after = commit(spool, envelope(1), text(100, 2));

            assertThat(disk.wasForcedAgain()).isFalse();
            assertThat(spool.find(before.id())).contains(before);
            assertThat(spool.find(after.id())).contains(after);
            assertThat(spool.status().messages()).isEqualTo(2);
            assertThat(spool.status().accepting()).isTrue();
        }
        try (SegmentSpool spool = start()) {
            assertThat(spool.status().messages()).isEqualTo(2);
        }
    }

    @Test
    void whileTheDiskIsBrokenNothingIsTakenAndNothingForgotten() throws Exception {
        QueuedMessage kept;
        QueueState state;
        try (SegmentSpool spool = start()) {
            kept = commit(spool, envelope(2), text(100, 1));
            QueuedMessage finished = commit(spool, envelope(1), text(100, 2));
            disk.failOn(op -> true, "Input/output error");
            assertRefused(spool, 100, Reason.FAILED);
            assertThat(spool.status().accepting()).isFalse();
            assertThat(spool.status().problem()).contains("Input/output error");
            assertRefused(spool, 10_000, Reason.FAILED);

            state = new QueueState(
                    kept.envelope().recipients().subList(0, 1), 1, TestClock.START, "", Optional.empty());
            CompletionStage<Void> update = spool.update(kept.id(), state);
            CompletionStage<Void> finish = spool.finish(finished.id());
            assertThat(spool.find(kept.id())).contains(kept.with(state));
            disk.failOn(op -> false, "");
            await(update);
            await(finish);
            assertThat(spool.status().accepting()).isTrue();
            commit(spool, envelope(1), text(100, 3));
        }
        try (SegmentSpool spool = start()) {
            assertThat(spool.find(kept.id())).contains(kept.with(state));
            assertThat(spool.status().messages()).isEqualTo(2);
        }
        assertThat(disk.wasForcedAgain()).isFalse();
    }

    @Test
    void aFullDiskIsSaidToBeFull() throws Exception {
        try (SegmentSpool spool = start()) {
            disk.failOn(op -> op instanceof DiskOperation.Write, "No space left on device");
            assertRefused(spool, 10_000, Reason.FULL);
            assertRefused(spool, 100, Reason.FULL);
            disk.failOn(op -> false, "");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> spool.status().accepting());
            assertThat(spool.hasRoom()).isTrue();
            commit(spool, envelope(1), text(100, 1));
            commit(spool, envelope(1), text(10_000, 1));
        }
        assertThat(disk.image().names().keySet()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void theReserveIsLeftFreeAndIsGivenBackAboveIt() throws Exception {
        SpoolSettings settings = new SpoolSettings(32 << 10, 4 << 10, 1 << 20, 10, 0, 64);
        try (SegmentSpool spool = new SegmentSpool(settings, disk, new TestClock())) {
            QueuedMessage queued = commit(spool, envelope(1), text(100, 1));
            disk.space(new DiskSpace(99_999_000, 1_000_000_000));
            await(spool.tidy());
            assertRefused(spool, 100, Reason.FULL);
            assertRefused(spool, 10_000, Reason.FULL);
            await(spool.update(queued.id(), queued.state()));

            disk.space(new DiskSpace(105_000_000, 1_000_000_000));
            await(spool.tidy());
            assertThat(spool.status().accepting()).as("just above the reserve").isFalse();
            assertThat(spool.hasRoom()).isFalse();
            disk.space(new DiskSpace(111_000_000, 1_000_000_000));
            await(spool.tidy());
            commit(spool, envelope(1), text(100, 1));
        }
    }

    @Test
    void moreThanMayWaitAreRefusedAndTheOthersAreNotLost() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch reached = new CountDownLatch(1);
        try (SegmentSpool spool = start()) {
            disk.failOn(op -> {
                reached.countDown();
                return !passes(gate);
            }, "the gate stayed closed");
            List<CompletionStage<QueuedMessage>> stages = new ArrayList<>(List.of(submit(spool)));
            assertThat(reached.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < TestSettings.tiny().waiting(); i++) {
                stages.add(submit(spool));
            }
            assertRefused(spool, 10, Reason.BUSY);
            gate.countDown();
            for (CompletionStage<QueuedMessage> stage : stages) {
                await(stage);
            }
            assertThat(spool.status().messages()).isEqualTo(stages.size());
        }
    }

    private static CompletionStage<QueuedMessage> submit(SegmentSpool spool) {
        SpoolDraft draft = spool.begin(spool.nextId());
        draft.write(ByteBuffer.wrap(text(10, 1)));
        return draft.commit(SpoolMail.submission(envelope(1)));
    }

    private static boolean passes(CountDownLatch gate) {
        try {
            return gate.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
