package org.postrider.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The archive that users unpack, unpacked once for each fork of the tests. */
final class Distribution {

    private static final Path WORK = Path.of(System.getProperty("postrider.work")).toAbsolutePath();
    private static final Path PROGRAM = unpack();

    private Distribution() {
    }

    static Path program() {
        return PROGRAM;
    }

    static Path work() {
        return WORK;
    }

    /** The names of all files in the archive, without its top directory. */
    static List<String> packed() {
        return Programs.run(WORK, Map.of(), List.of("tar", "tzf", archive().toString())).good().output().lines()
                .filter(line -> !line.endsWith("/")).map(line -> line.substring(line.indexOf('/') + 1)).toList();
    }

    private static Path archive() {
        return Path.of(System.getProperty("postrider.archive")).toAbsolutePath().normalize();
    }

    private static Path unpack() {
        Path place = WORK.resolve("distribution");
        try {
            Directories.delete(place);
            Files.createDirectories(place);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Programs.run(place, Map.of(), List.of("tar", "xzf", archive().toString(), "--strip-components=1")).good();
        return place;
    }
}
