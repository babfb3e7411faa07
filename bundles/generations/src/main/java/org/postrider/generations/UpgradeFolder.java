package org.postrider.generations;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The folder {@code upgrades/} of the server's data: the files of versions that were put in the place of others. */
final class UpgradeFolder {

    private static final String JAR = ".jar";
    private static final String PART = ".part";
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_ENTERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;

    /** @throws IOException if it cannot be made */
    UpgradeFolder(Path directory) throws IOException {
        this.directory = directory;
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, OWNER_ENTERS);
        }
    }

    Path list() {
        return directory.resolve("upgrades.properties");
    }

    /** Where the file of a version is, or would be. */
    Path file(String name, String version) {
        return directory.resolve(name + "-" + version + JAR);
    }

    boolean holds(String location) {
        return location.startsWith(directory.toUri().toString());
    }

    /** Copies a file to its place, whole. @throws IOException also if it is not the one with this hash */
    void keep(Path from, Path to, String sha256) throws IOException {
        Path part = Files.createTempFile(directory, "upgrade-", PART, OWNER_ONLY);
        try {
            String found = copy(from, part);
            if (!found.equals(sha256)) {
                throw new IOException(from + " has changed since it was judged: its SHA-256 is " + found + ", not " + sha256);
            }
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.READ)) {
                written.force(true);
            }
            AtomicFile.publish(part, to);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static String copy(Path from, Path to) throws IOException {
        try (OutputStream out = Files.newOutputStream(to)) {
            return hash(from, out);
        }
    }

    /** The SHA-256 of a file. */
    static String hash(Path file) throws IOException {
        return hash(file, OutputStream.nullOutputStream());
    }

    private static String hash(Path file, OutputStream copy) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            new DigestInputStream(in, digest).transferTo(copy);
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    /** Deletes what nobody needs: files that no bundle is from, and what a crash has left. */
    void sweep(Set<Path> needed) throws IOException {
        for (Path file : files()) {
            String name = file.getFileName().toString();
            if (name.endsWith(PART) || name.endsWith(JAR) && !needed.contains(file)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.toList();
        }
    }
}
