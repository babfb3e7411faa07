package org.postrider.store.maildir;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes directories that survive a power cut and that nobody else may read. */
final class DirectoryTree {

    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private DirectoryTree() {}

    /** Makes the directory and what is missing above it, and forces each parent that gained an entry. */
    static void make(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return;
        }
        Path parent = directory.toAbsolutePath().getParent();
        if (parent != null) {
            make(parent);
        }
        makeOne(directory);
        if (parent != null) {
            DirectoryForce.force(parent);
        }
    }

    /** Makes one directory below one that is there; its entry is not yet forced. */
    static void makeOne(Path directory) throws IOException {
        try {
            Files.createDirectory(directory, OWNER_ONLY);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(directory)) {
                throw e;
            }
        }
    }
}
