package org.postrider.plugins;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The folder {@code plugins/}: readable by the server's user only. A file in it is a draft until it has its name. In
 * {@code plugins/kept/} are the jars that the last change took out of use.
 */
final class PluginFolder {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?> OWNER_ONLY = PosixFilePermissions.asFileAttribute(OWNER);
    private static final FileAttribute<?> OWNER_ENTERS =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final String PART = ".part";

    private static final String JAR = ".jar";

    private final Path directory;
    private final Path kept;

    /** Removes what a crash left of drafts. @throws IOException if it cannot be made */
    PluginFolder(Path directory) throws IOException {
        this.directory = directory;
        this.kept = directory.resolve("kept");
        make(directory);
        make(kept);
        for (Path draft : files(directory, PART)) {
            Files.delete(draft);
        }
    }

    private static void make(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory, OWNER_ENTERS);
        }
    }

    /** Where it is written what can be taken back. */
    Path lastChange() {
        return directory.resolve("last-change");
    }

    Path jar(Locked plugin) {
        return directory.resolve(plugin.fileName());
    }

    boolean has(Locked plugin) {
        return Files.exists(jar(plugin));
    }

    /** What the octets of its jar are now. */
    boolean isIntact(Locked plugin) throws IOException {
        return has(plugin) && Sha256.of(jar(plugin)).equals(plugin.sha256());
    }

    /** The jars that none of these names. */
    List<Path> strangers(List<Locked> plugins) throws IOException {
        return files(directory, JAR).stream()
                .filter(jar -> plugins.stream().noneMatch(it -> jar.endsWith(it.fileName()))).toList();
    }

    /** Gives a draft its name. */
    void adopt(Path draft, Locked plugin) throws IOException {
        move(draft, jar(plugin));
    }

    void drop(Locked plugin) throws IOException {
        Files.deleteIfExists(jar(plugin));
    }

    /** Takes a jar out of use; {@link #bringBack} undoes it. */
    void keep(Locked plugin) throws IOException {
        move(jar(plugin), kept.resolve(plugin.fileName()));
    }

    /** @throws IOException if its jar is no longer there, or is another */
    void bringBack(Locked plugin) throws IOException {
        Path jar = kept.resolve(plugin.fileName());
        if (!Files.exists(jar) || !Sha256.of(jar).equals(plugin.sha256())) {
            throw new IOException(jar + " is not there any more as it was");
        }
        move(jar, jar(plugin));
    }

    /** Nothing can be taken back any more, and these are not needed. */
    void forget(List<Locked> plugins) throws IOException {
        Files.deleteIfExists(lastChange());
        for (Locked it : plugins) {
            drop(it);
        }
    }

    /** Forgets all jars that are kept, but for these. */
    void forgetAllBut(List<Locked> plugins) throws IOException {
        for (Path jar : files(kept, JAR)) {
            if (plugins.stream().noneMatch(it -> jar.endsWith(it.fileName()))) {
                Files.delete(jar);
            }
        }
    }

    private static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        force(to.getParent());
    }

    /** A new empty file that nobody takes for a plugin. */
    Path draft() throws IOException {
        return Files.createTempFile(directory, "plugin-", PART, OWNER_ONLY);
    }

    /** Returns when the file, or what a directory lists, is on the disk. */
    static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static List<Path> files(Path directory, String ending) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(it -> it.getFileName().toString().endsWith(ending)).sorted().toList();
        }
    }
}
