package org.postrider.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postrider.testing.spool.SpoolMail.await;
import static org.postrider.testing.spool.SpoolMail.commit;
import static org.postrider.testing.spool.SpoolMail.envelope;
import static org.postrider.testing.spool.SpoolMail.text;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postrider.testing.config.Configured;
import org.postrider.testing.fake.RecordedMetrics;

/** The spool as the component that it is in the platform. */
final class SpoolConfigurationTest {

    @TempDir
    private Path directory;

    private SpoolConfiguration with(String key, Object value) {
        return Configured.with(SpoolConfiguration.class,
                Map.of("directory", directory.toString(), "segmentMiB", 1, "reservePercent", 0, key, value));
    }

    @Test
    void itRunsAsConfigured() throws Exception {
        try (SegmentSpool spool = new SegmentSpool(with("durability", "process"))) {
            commit(spool, envelope(1), text(100_000, 1));
            assertThat(directory.resolve("00000001.seg")).hasSize(1 << 20);
        }
        try (SegmentSpool spool = new SegmentSpool(with("memoryPerMessageKiB", 64))) {
            var message = commit(spool, envelope(1), text(100_000, 1));
            assertThat(directory.resolve(BigFiles.path(message.id().value()))).hasSize(100_000);
            assertThat(spool.status().messages()).isEqualTo(2);
        }
    }

    @Test
    void aReserveThatTheDiskDoesNotHaveRefusesMail() throws Exception {
        long more = Files.getFileStore(directory).getTotalSpace() / (1 << 20) + 1;
        try (SegmentSpool spool = new SegmentSpool(with("reserveMiB", (int) more))) {
            assertThat(spool.status().accepting()).isFalse();
            assertThat(spool.status().problem()).contains("octets left");
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedAndNothingIsMade() {
        assertThatThrownBy(() -> new SegmentSpool(with("memoryPerMessageKiB", 513)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("memoryPerMessageKiB");
        assertThatThrownBy(() -> new SegmentSpool(with("segmentMiB", 0)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("segmentMiB");
        assertThatThrownBy(() -> new SegmentSpool(with("durability", "sometimes")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("durability");
        assertThatThrownBy(() -> new SegmentSpool(Configured.defaults(SpoolConfiguration.class)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("directory");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void itCountsWhileSomebodyWantsToKnow() throws Exception {
        RecordedMetrics metrics = new RecordedMetrics();
        try (SegmentSpool spool = new SegmentSpool(with("waiting", 10))) {
            commit(spool, envelope(1), text(100, 1));
            spool.bindMetrics(metrics);
            await(spool.finish(commit(spool, envelope(1), text(100, 1)).id()));

            assertThat(metrics.value("spool.commits")).isEqualTo(1);
            assertThat(metrics.value("spool.committed.octets")).isEqualTo(100);
            assertThat(metrics.value("spool.force")).isPositive();
            assertThat(metrics.value("spool.messages")).isEqualTo(1);
            assertThat(metrics.value("spool.octets")).isEqualTo(spool.status().bytes());
            spool.unbindMetrics(metrics);
            commit(spool, envelope(1), text(100, 1));
            assertThat(metrics.value("spool.commits")).isEqualTo(1);
        }
    }
}
