package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postrider.testing.spool.SpoolMail.commit;
import static org.postrider.testing.spool.SpoolMail.envelope;
import static org.postrider.testing.spool.SpoolMail.read;
import static org.postrider.testing.spool.SpoolMail.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;

/** What a start finds, refuses and remembers. */
final class StartTest {

    @TempDir
    private Path directory;

    private SegmentSpool start() throws IOException {
        return start(Clock.systemUTC());
    }

    private SegmentSpool start(Clock clock) throws IOException {
        return new SegmentSpool(TestSettings.small(), new DiskFiles(directory, true), clock);
    }

    private Map<String, byte[]> content() throws IOException {
        Map<String, byte[]> content = new HashMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).filter(f -> !f.endsWith("lock")).toList()) {
                content.put(file.toString(), Files.readAllBytes(file));
            }
        }
        return content;
    }

    @Test
    void aNewerFormatIsRefusedAndLeftAsItIs() throws Exception {
        try (SegmentSpool spool = start()) {
            commit(spool, envelope(1), text(100, 1));
        }
        Path segment = directory.resolve("00000001.seg");
        byte[] bytes = Files.readAllBytes(segment);
        SegmentHeader now = SegmentHeader.decode(java.nio.ByteBuffer.wrap(bytes)).orElseThrow();
        SegmentHeader newer = new SegmentHeader(2, 7, now.node(), now.sequence(), now.salt(), now.size());
        System.arraycopy(newer.encode().array(), 0, bytes, 0, SegmentHeader.OCTETS);
        Files.write(segment, bytes);
        Files.writeString(directory.resolve("00000077.tmp"), "left over");
        Map<String, byte[]> before = content();

        assertThatThrownBy(this::start).isInstanceOf(IOException.class).hasMessageContaining("format 2.7");
        assertThat(content()).containsExactlyInAnyOrderEntriesOf(before);
        assertThatThrownBy(this::start).as("the lock is free").hasMessageContaining("format 2.7");
    }

    @Test
    void aSecondProcessIsRefusedAndToldByWhom() throws Exception {
        try (SegmentSpool spool = start()) {
            assertThatThrownBy(this::start).isInstanceOf(IOException.class)
                    .hasMessageContaining("in use by process " + ProcessHandle.current().pid());
            commit(spool, envelope(1), text(100, 1));
        }
        start().close();
    }

    @Test
    void nobodyElseReadsTheFiles() throws Exception {
        Path spoolDirectory = directory.resolve("below/spool");
        try (SegmentSpool spool = new SegmentSpool(
                TestSettings.small(), new DiskFiles(spoolDirectory, true), Clock.systemUTC())) {
            commit(spool, envelope(1), text(100, 1));
            commit(spool, envelope(1), text(500_000, 1));
            try (Stream<Path> files = Files.walk(spoolDirectory)) {
                for (Path file : files.toList()) {
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as(file.toString())
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------");
                }
            }
        }
    }

    @Test
    void leftoversAreRemoved() throws Exception {
        QueuedMessage big;
        try (SegmentSpool spool = start()) {
            big = commit(spool, envelope(1), text(500_000, 1));
        }
        Path file = directory.resolve(BigFiles.path(big.id().value()));
        Path orphan = file.resolveSibling(new MessageId(12345) + ".eml");
        List<Path> leftovers = List.of(orphan, file.resolveSibling("X.tmp"), directory.resolve("00000099.tmp"));
        for (Path leftover : leftovers) {
            Files.writeString(leftover, "left over");
        }
        try (SegmentSpool spool = start()) {
            assertThat(leftovers).noneMatch(Files::exists);
            assertThat(read(spool.open(big.id()))).isEqualTo(text(500_000, 1));
        }
    }

    @Test
    void aMessageWithoutItsFileIsReportedAndNotDelivered() throws Exception {
        QueuedMessage big;
        try (SegmentSpool spool = start()) {
            big = commit(spool, envelope(1), text(500_000, 1));
            commit(spool, envelope(1), text(100, 1));
        }
        Files.delete(directory.resolve(BigFiles.path(big.id().value())));
        try (SegmentSpool spool = start()) {
            assertThat(spool.find(big.id())).isEmpty();
            assertThat(spool.status().messages()).isEqualTo(1);
            assertThat(directory.resolve(Quarantine.ROOT)).isNotEmptyDirectory();
        }
    }

    @Test
    void aSegmentWithoutHeadersIsPutAside() throws Exception {
        try (SegmentSpool spool = start()) {
            commit(spool, envelope(1), text(100, 1));
        }
        Path segment = directory.resolve("00000001.seg");
        byte[] bytes = Files.readAllBytes(segment);
        java.util.Arrays.fill(bytes, 0, Segment.FIRST, (byte) 0);
        Files.write(segment, bytes);
        try (SegmentSpool spool = start()) {
            assertThat(spool.status().messages()).isZero();
            assertThat(Files.readAllBytes(directory.resolve("corrupt/00000001.seg"))).isEqualTo(bytes);
            commit(spool, envelope(1), text(100, 1));
        }
    }

    @Test
    void idsGrowAlthoughTheClockGoesBack() throws Exception {
        TestClock clock = new TestClock();
        MessageId last = new MessageId(1);
        for (int i = 0; i < 8; i++) {
            try (SegmentSpool spool = start(clock)) {
                for (int n = 0; n < 100; n++) {
                    MessageId next = spool.nextId();
                    assertThat(next).isGreaterThan(last);
                    last = next;
                    clock.move(Duration.ofSeconds(n % 7 == 0 ? 3600 : -600));
                }
            }
            clock.move(Duration.ofDays(-1));
        }
    }

    @Test
    void idsThatWereOnlyGivenOutAreNotGivenAgainAfterACrash() throws Exception {
        CrashFs disk = new CrashFs();
        TestClock clock = new TestClock();
        MessageId last;
        DiskImage crashed;
        try (SegmentSpool spool = new SegmentSpool(TestSettings.tiny(), disk, clock)) {
            clock.move(Duration.ofSeconds(20));
            last = spool.nextId();
            crashed = disk.cut(disk.operations(), CrashFs.Remains.NOTHING, new java.util.Random(1));
        }
        clock.move(Duration.ofDays(-3));
        try (SegmentSpool spool = new SegmentSpool(TestSettings.tiny(), new CrashFs(crashed, true), clock)) {
            assertThat(spool.nextId()).isGreaterThan(last);
        }
    }
}
