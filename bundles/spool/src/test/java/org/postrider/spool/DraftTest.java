package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postrider.testing.spool.SpoolMail.await;
import static org.postrider.testing.spool.SpoolMail.envelope;
import static org.postrider.testing.spool.SpoolMail.read;
import static org.postrider.testing.spool.SpoolMail.submission;
import static org.postrider.testing.spool.SpoolMail.text;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.queue.SpoolDraft;
import org.postrider.api.queue.SpoolException;
import org.postrider.api.queue.Submission;

/** Drafts: memory within its budget, then files; a slow disk slows the writer down. */
final class DraftTest {

    private final CrashFs disk = new CrashFs();

    private SegmentSpool start(long memoryTotal) throws Exception {
        SpoolSettings settings = new SpoolSettings(1 << 20, 256 << 10, memoryTotal, 0, 0, 64);
        return new SegmentSpool(settings, disk, new TestClock());
    }

    private long bigFiles() {
        return disk.image().names().keySet().stream().filter(name -> name.startsWith("big/")).count();
    }

    @Test
    void aSlowDiskMakesTheWriterWait() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (SegmentSpool spool = start(64 << 20)) {
            SpoolDraft draft = spool.begin(spool.nextId());
            await(draft.write(ByteBuffer.allocate(300_000)));
            Awaitility.await().until(() -> disk.image().names().values().stream().anyMatch(c -> c.size() == 300_000));
            disk.failOn(op -> op instanceof DiskOperation.Write && !opened(gate), "closed");

            List<CompletionStage<Void>> stages = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                stages.add(draft.write(ByteBuffer.allocate(BigBody.IN_FLIGHT / 2)));
            }
            assertThat(stages.get(0).toCompletableFuture()).isDone();
            assertThat(stages.get(2).toCompletableFuture()).as("more than may be in flight").isNotDone();
            gate.countDown();
            await(stages.get(2));
            QueuedMessage message = await(draft.commit(submission(envelope(1))));
            assertThat(message.size()).isEqualTo(300_000 + 3 * BigBody.IN_FLIGHT / 2);
        }
    }

    private static boolean opened(CountDownLatch gate) {
        try {
            return gate.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    @Test
    void whenMemoryIsShortASmallMessageGoesToAFile() throws Exception {
        try (SegmentSpool spool = start(64 << 10)) {
            SpoolDraft first = spool.begin(spool.nextId());
            SpoolDraft second = spool.begin(spool.nextId());
            SpoolDraft third = spool.begin(spool.nextId());
            await(first.write(ByteBuffer.wrap(text(60_000, 1))));
            await(second.write(ByteBuffer.wrap(text(60_000, 2))));
            QueuedMessage small = await(first.commit(submission(envelope(1))));
            QueuedMessage big = await(second.commit(submission(envelope(1))));
            await(third.write(ByteBuffer.wrap(text(60_000, 3)))); // the memory was given back
            QueuedMessage last = await(third.commit(submission(envelope(1))));

            assertThat(bigFiles()).isEqualTo(1);
            assertThat(read(spool.open(small.id()))).isEqualTo(text(60_000, 1));
            assertThat(read(spool.open(big.id()))).isEqualTo(text(60_000, 2));
            assertThat(read(spool.open(last.id()))).isEqualTo(text(60_000, 3));
        }
    }

    @Test
    void abortedDraftsGiveTheirMemoryAndTheirFilesBack() throws Exception {
        try (SegmentSpool spool = start(64 << 10)) {
            for (int i = 0; i < 50; i++) {
                SpoolDraft small = spool.begin(spool.nextId());
                await(small.write(ByteBuffer.allocate(60_000)));
                small.abort();
                SpoolDraft big = spool.begin(spool.nextId());
                await(big.write(ByteBuffer.allocate(300_000)));
                big.abort();
            }
            Awaitility.await().until(() -> bigFiles() == 0);
            SpoolDraft draft = spool.begin(spool.nextId());
            await(draft.write(ByteBuffer.allocate(60_000)));
            await(draft.commit(submission(envelope(1))));
            assertThat(bigFiles()).isZero();
        }
    }

    @Test
    void aDraftEndsOnce() throws Exception {
        try (SegmentSpool spool = start(64 << 20)) {
            SpoolDraft draft = spool.begin(spool.nextId());
            assertThatThrownBy(() -> draft.commit(new Submission(envelope(1), new byte[0], 1, Optional.empty())))
                    .isInstanceOf(IllegalArgumentException.class);
            await(draft.commit(submission(envelope(1))));
            draft.abort();
            assertThatThrownBy(() -> draft.commit(submission(envelope(1)))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> draft.write(ByteBuffer.allocate(1))).isInstanceOf(IllegalStateException.class);
            assertThat(spool.status().messages()).isEqualTo(1);
        }
    }

    @Test
    void aDraftThatLostBytesIsNeverCommittedEvenIfTheDiskIsWellAgain() throws Exception {
        try (SegmentSpool spool = start(64 << 20)) {
            disk.failOn(op -> true, "Input/output error");
            SpoolDraft victim = spool.begin(spool.nextId());
            assertThatThrownBy(() -> await(victim.commit(submission(envelope(1))))).isInstanceOf(SpoolException.class);
            SpoolDraft draft = spool.begin(spool.nextId());
            await(draft.write(ByteBuffer.wrap(text(1000, 1))));
            assertThatThrownBy(() -> await(draft.write(ByteBuffer.allocate(300_000))))
                    .isInstanceOf(SpoolException.class);
            disk.failOn(op -> false, "");
            Awaitility.await().until(() -> spool.status().accepting());

            assertThatThrownBy(() -> await(draft.write(ByteBuffer.allocate(10)))).isInstanceOf(SpoolException.class);
            assertThatThrownBy(() -> await(draft.commit(submission(envelope(1))))).isInstanceOf(SpoolException.class);
            assertThat(spool.status().messages()).isZero();
        }
    }

    @Test
    void anIdThatIsQueuedIsRefusedAndTheFirstMessageStays() throws Exception {
        try (SegmentSpool spool = start(64 << 20)) {
            for (int octets : new int[] {100, 300_000}) {
                SpoolDraft first = spool.begin(spool.nextId());
                SpoolDraft second = spool.begin(first.id());
                await(first.write(ByteBuffer.wrap(text(octets, 1))));
                await(first.commit(submission(envelope(1))));
                await(second.write(ByteBuffer.wrap(text(octets, 2))));
                assertThatThrownBy(() -> await(second.commit(submission(envelope(1)))))
                        .isInstanceOf(SpoolException.class);
                assertThat(read(spool.open(first.id()))).isEqualTo(text(octets, 1));
            }
        }
    }

    @Test
    void anEnvelopeThatCannotBeStoredIsRefused() throws Exception {
        Recipient halfCharacter = new Recipient(Address.parse("a@example.org"), Map.of("X", "\ud83d"));
        Recipient tooLong = new Recipient(Address.parse("a@example.org"), Map.of("X", "x".repeat(70_000)));
        try (SegmentSpool spool = start(64 << 20)) {
            for (Recipient recipient : List.of(halfCharacter, tooLong)) {
                SpoolDraft draft = spool.begin(spool.nextId());
                assertThatThrownBy(() -> await(draft.commit(submission(
                        new Envelope(Optional.empty(), List.of(recipient)))))).isInstanceOf(SpoolException.class);
            }
            assertThat(spool.status().accepting()).isTrue();
            assertThat(spool.status().messages()).isZero();
        }
    }
}
