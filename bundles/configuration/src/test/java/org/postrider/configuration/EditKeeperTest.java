package org.postrider.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditKeeperTest {

    private static final Instant CHANGED = Instant.parse("2026-11-26T03:00:00Z");

    @TempDir
    private Path etc;
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(etc.resolve("a.cfg"), "# Grüße\nname = joerg\nport = 25\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        touched(CHANGED.minusSeconds(60));
    }

    private void touched(Instant when) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(when));
    }

    @Test
    void aChangeFromElsewhereIsInTheFile() throws IOException {
        assertThat(EditKeeper.carry(Map.of("name", "joerg", "port", "26"), file, CHANGED)).isTrue();
        assertThat(file).hasContent("# Grüße\nname = joerg\nport = 26\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(etc).isDirectoryNotContaining("glob:**.part");
    }

    /** What was read is older than what is there: an editor, or a file that was empty for a moment. */
    @Test
    void aFileThatWasJustEditedCounts() throws IOException {
        touched(CHANGED.minusSeconds(1));
        assertThat(EditKeeper.carry(Map.of(), file, CHANGED)).isFalse();
        touched(CHANGED.plusSeconds(1));
        assertThat(EditKeeper.carry(Map.of("port", "24"), file, CHANGED)).isFalse();
        assertThat(file).hasContent("# Grüße\nname = joerg\nport = 25\n");
    }

    @Test
    void aChangeThatCameFromTheFileIsNotWrittenBack() throws IOException {
        Files.writeString(file, "name = jörg\n");
        touched(CHANGED.minusSeconds(60));
        assertThat(EditKeeper.carry(Map.of("name", "jörg"), file, CHANGED)).isFalse();
        assertThat(EditKeeper.carry(Map.of("name", "jÃ¶rg"), file, CHANGED)).as("as File Install reads it").isFalse();
    }

    @Test
    void aFileThatIsGoneStaysGone() throws IOException {
        assertThat(EditKeeper.carry(Map.of("port", "26"), etc.resolve("b.cfg"), CHANGED)).isFalse();
        assertThat(etc.resolve("b.cfg")).doesNotExist();
    }
}
