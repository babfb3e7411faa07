package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postrider.testing.spool.SpoolMail.commit;
import static org.postrider.testing.spool.SpoolMail.envelope;
import static org.postrider.testing.spool.SpoolMail.read;
import static org.postrider.testing.spool.SpoolMail.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.queue.QueuedMessage;

/** An interrupt of one reader, as a plugin gets it at its deadline, harms nobody. */
final class DiskFileTest {

    @TempDir
    private Path directory;

    @Test
    void twoNamesOfAFileAreDeletedEachForItself() throws Exception {
        DiskFiles files = new DiskFiles(directory, true);
        try (SpoolFile file = files.create("a")) {
            file.write(ByteBuffer.wrap(text(100, 1)), 0);
        }
        files.link("a", "b");
        assertThatThrownBy(() -> files.link("a", "b")).isInstanceOf(IOException.class);
        files.delete("a");
        try (SpoolFile file = files.open("b")) {
            assertThat(file.size()).isEqualTo(100);
        }
    }

    @Test
    void anInterruptedReaderReadsAndStaysInterrupted() throws Exception {
        try (SpoolFile file = new DiskFiles(directory, true).create("a")) {
            file.write(ByteBuffer.wrap(text(100, 1)), 0);
            ByteBuffer bytes = ByteBuffer.allocate(200);
            Thread.currentThread().interrupt();
            assertThat(file.read(bytes, 0)).isEqualTo(100);
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void readersThatAreInterruptedDoNotStopOthersOrTheWriter() throws Exception {
        byte[] text = text(200_000, 1);
        try (SegmentSpool spool = new SegmentSpool(
                TestSettings.small(), new DiskFiles(directory, true), Clock.systemUTC())) {
            QueuedMessage message = commit(spool, envelope(1), text);
            List<CompletableFuture<Void>> readers = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                CompletableFuture<Void> done = new CompletableFuture<>();
                readers.add(done);
                threads.add(new Thread(() -> readMany(spool, message, text, done)));
                threads.get(i).start();
            }
            while (readers.stream().anyMatch(r -> !r.isDone())) {
                threads.forEach(Thread::interrupt);
                commit(spool, envelope(1), text(100, 2));
            }
            for (CompletableFuture<Void> reader : readers) {
                reader.get(1, TimeUnit.SECONDS);
            }
        }
    }

    private static void readMany(SegmentSpool spool, QueuedMessage message, byte[] text, CompletableFuture<Void> done) {
        try {
            for (int i = 0; i < 300; i++) {
                assertThat(read(spool.open(message.id()))).isEqualTo(text);
            }
            done.complete(null);
        } catch (Exception | AssertionError e) {
            done.completeExceptionally(e);
        }
    }

    @Test
    void aClosedFileIsNotOpenedAgain() throws Exception {
        SpoolFile file = new DiskFiles(directory, true).create("a");
        file.close();
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(IOException.class);
    }
}
