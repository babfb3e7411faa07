package org.postrider.plugins;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder {@code plugins/}: readable by the server's user only. A file in it is a draft until it has its name. */
final class PluginFolder {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(OWNER);
    private static final FileAttribute<?> OWNER_ENTERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String PART = ".part";

    private final Path directory;

    /** Removes what a crash left of drafts. @throws IOException if it cannot be made */
    PluginFolder(Path directory) throws IOException {
        this.directory = directory;
        if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, OWNER_ENTERS);
        }
        for (Path draft : files(PART)) {
            Files.delete(draft);
        }
    }

    /** A new empty file that nobody takes for a plugin. */
    Path draft() throws IOException {
        return Files.createTempFile(directory, "plugin-", PART, OWNER_ONLY);
    }

    /** Returns when the file is on the disk. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(it -> it.getFileName().toString().endsWith(ending)).sorted().toList();
        }
    }
}
