package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.postrider.testing.spool.SpoolMail.await;
import static org.postrider.testing.spool.SpoolMail.commit;
import static org.postrider.testing.spool.SpoolMail.envelope;
import static org.postrider.testing.spool.SpoolMail.read;
import static org.postrider.testing.spool.SpoolMail.text;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;
import org.postrider.api.queue.QueueState;
import org.postrider.api.queue.QueuedMessage;

/** Segments come, are emptied, and are used again; the disk does not fill. */
final class SegmentLifeTest {

    private final CrashFs disk = new CrashFs();

    private SegmentSpool start() throws Exception {
        return new SegmentSpool(TestSettings.tiny(), disk, new TestClock());
    }

    private List<String> segments() {
        return disk.list("").stream().filter(name -> name.endsWith(".seg")).sorted().toList();
    }

    private static void tidy(SegmentSpool spool) throws Exception {
        for (int i = 0; i < 4; i++) {
            await(spool.tidy()); // first what a segment says is said again, then it goes
        }
    }

    /** Enough to fill several segments; all of it delivered at once. */
    private static void passing(SegmentSpool spool, int messages) throws Exception {
        List<CompletionStage<Void>> finished = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            finished.add(spool.finish(commit(spool, envelope(1), text(3000, i)).id()));
        }
        for (CompletionStage<Void> stage : finished) {
            await(stage);
        }
    }

    @Test
    void deliveredMailLeavesNoSegmentsBehind() throws Exception {
        try (SegmentSpool spool = start()) {
            for (int i = 0; i < 20; i++) {
                passing(spool, 20);
                tidy(spool);
                assertThat(segments()).hasSizeLessThanOrEqualTo(6);
            }
            assertThat(spool.status().segments()).isEqualTo(segments().size());
            assertThat(spool.status().bytes()).isEqualTo(segments().size() * 32L * 1024);
        }
        try (SegmentSpool spool = start()) {
            assertThat(spool.status().messages()).isZero();
        }
    }

    @Test
    void anEmptySegmentIsUsedAgain() throws Exception {
        try (SegmentSpool spool = start()) {
            passing(spool, 100);
            tidy(spool);
            int before = disk.operations();
            int created = segmentsCreated();
            for (int i = 0; i < 10; i++) {
                passing(spool, 10);
                tidy(spool);
            }
            assertThat(disk.operations()).isGreaterThan(before);
            assertThat(segmentsCreated() - created).as("new files for ten segments of mail").isLessThan(5);
        }
    }

    private int segmentsCreated() {
        return disk.image().names().values().stream().mapToInt(DiskImage.Content::inode).max().orElse(0);
    }

    @Test
    void anOldMessageKeepsItsOwnSegmentOnly() throws Exception {
        QueuedMessage old;
        QueueState state = null;
        try (SegmentSpool spool = start()) {
            passing(spool, 3);
            old = commit(spool, envelope(2), text(500, 42));
            for (int i = 0; i < 30; i++) {
                passing(spool, 12);
                if (i % 10 == 0) {
                    state = new QueueState(
                            old.envelope().recipients(), i, TestClock.START, "451 " + i, Optional.empty());
                    await(spool.update(old.id(), state));
                }
                tidy(spool);
            }
            assertThat(spool.find(old.id())).contains(old.with(state));
            assertThat(segments()).as("after 30 segments of mail").hasSizeLessThanOrEqualTo(6);
        }
        try (SegmentSpool spool = start()) {
            assertThat(spool.status().messages()).isEqualTo(1);
            assertThat(spool.find(old.id())).contains(old.with(state));
            assertThat(read(spool.open(old.id()))).isEqualTo(text(500, 42));
        }
    }

    @Test
    void aSegmentThatSomebodyReadsIsNotUsedAgain() throws Exception {
        try (SegmentSpool spool = start()) {
            List<InputStream> readers = new ArrayList<>();
            List<byte[]> texts = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                texts.add(text(3000, i));
                QueuedMessage message = commit(spool, envelope(1), texts.get(i));
                readers.add(spool.open(message.id()).open());
                await(spool.finish(message.id()));
            }
            tidy(spool);
            passing(spool, 60);
            for (int i = 0; i < 30; i++) {
                assertThat(readers.get(i).readAllBytes()).isEqualTo(texts.get(i));
            }
            int held = segments().size();
            for (InputStream reader : readers) {
                reader.close();
            }
            tidy(spool);
            assertThat(segments()).hasSizeLessThan(held);
        }
    }

    @Test
    void restartsDoNotFillTheDisk() throws Exception {
        List<QueuedMessage> kept = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            try (SegmentSpool spool = start()) {
                kept.add(commit(spool, envelope(1), text(100, i)));
                tidy(spool);
            }
        }
        try (SegmentSpool spool = start()) {
            tidy(spool);
            assertThat(spool.status().messages()).isEqualTo(12);
            assertThat(spool.status().bytes()).as("12 segments of one message, and two whole ones")
                    .isLessThan(12 * 12 * 1024 + 2 * 33 * 1024);
            for (QueuedMessage message : kept) {
                assertThat(spool.find(message.id())).contains(message);
            }
        }
    }

    @Test
    void aBigFileGoesWithItsMessage() throws Exception {
        try (SegmentSpool spool = start()) {
            QueuedMessage big = commit(spool, envelope(1), text(50_000, 1));
            assertThat(disk.image().names()).containsKey(BigFiles.path(big.id().value()));
            await(spool.finish(big.id()));
        }
        try (SegmentSpool spool = start()) {
            assertThat(disk.image().names().keySet()).noneMatch(name -> name.startsWith("big/"));
        }
    }
}
