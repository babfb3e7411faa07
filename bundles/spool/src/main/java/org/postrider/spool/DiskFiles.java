package org.postrider.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A directory on a real disk. Directories are 0700, files 0600. */
final class DiskFiles implements SpoolFiles {

    private static final Logger LOG = LoggerFactory.getLogger(DiskFiles.class);
    private static final FileAttribute<?> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final FileAttribute<?> OWNER_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    private final Path directory;
    private final boolean forcing;

    /** @throws IllegalArgumentException if a value is not allowed; the message names its key */
    static DiskFiles of(SpoolConfiguration config) {
        if (config.directory().isBlank()) {
            throw new IllegalArgumentException("directory is not set");
        }
        boolean power = config.durability().equals("power");
        if (!power && !config.durability().equals("process")) {
            throw new IllegalArgumentException("durability is power or process, not " + config.durability());
        }
        if (!power) {
            LOG.warn("durability=process: a power cut will lose accepted mail");
        }
        return new DiskFiles(Path.of(config.directory()), power);
    }

    /** @param forcing false for a spool that survives the process and not the machine */
    DiskFiles(Path directory, boolean forcing) {
        this.directory = directory;
        this.forcing = forcing;
    }

    @Override
    public List<String> list(String path) throws IOException {
        try (Stream<Path> names = Files.list(resolve(path))) {
            return names.map(p -> p.getFileName().toString()).toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    @Override
    public void createDirectory(String path) throws IOException {
        Files.createDirectories(resolve(path), OWNER_DIRECTORY);
    }

    @Override
    public SpoolFile create(String path) throws IOException {
        Path file = resolve(path);
        return new DiskFile(file, FileChannel.open(
                file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE), forcing);
    }

    @Override
    public SpoolFile open(String path) throws IOException {
        Path file = resolve(path);
        return new DiskFile(file, FileChannel.open(file, StandardOpenOption.WRITE), forcing);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(resolve(from), resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void link(String path, String other) throws IOException {
        Files.createLink(resolve(other), resolve(path));
    }

    @Override
    public void delete(String path) throws IOException {
        Files.deleteIfExists(resolve(path));
    }

    @Override
    public void forceDirectory(String path) throws IOException {
        if (forcing) {
            try (FileChannel channel = FileChannel.open(resolve(path), StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    @Override
    public DiskSpace space() throws IOException {
        FileStore store = Files.getFileStore(directory);
        return new DiskSpace(store.getUsableSpace(), store.getTotalSpace());
    }

    @Override
    public AutoCloseable lock() throws IOException {
        return DiskLock.take(resolve("lock"), OWNER_FILE);
    }

    private Path resolve(String path) {
        return path.isEmpty() ? directory : directory.resolve(path);
    }
}
