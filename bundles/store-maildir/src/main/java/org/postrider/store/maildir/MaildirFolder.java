package org.postrider.store.maildir;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.postrider.api.store.StoredMessage;

/** One folder on disk: {@code tmp} where messages are written, {@code new} where they appear, {@code cur} where read ones go. */
final class MaildirFolder {

    private static final Set<StandardOpenOption> CREATE = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    static final Duration ABANDONED = Duration.ofHours(36); // the Maildir specification
    private static final int TRIES = 3;
    private static final Duration BETWEEN_CLEANINGS = Duration.ofDays(1);

    private final Path root;
    private final Path directory;
    private final Path tmp;
    private final Path fresh;
    private final Path cur;
    private final DirectoryForce force;
    private boolean prepared;
    private Instant cleaned = Instant.MIN;

    /** @param root the directory of the store, above which nothing is made */
    MaildirFolder(Path root, Path directory) {
        this.root = root;
        this.directory = directory;
        this.tmp = directory.resolve("tmp");
        this.fresh = directory.resolve("new");
        this.cur = directory.resolve("cur");
        this.force = new DirectoryForce(fresh);
    }

    /**
     * Makes the folder, durably, unless that was done before. The parents are forced even if they were there: whoever made
     * them may have died before forcing them.
     */
    synchronized void prepare(Instant now) throws IOException {
        if (!prepared) {
            makeFrom(directory);
            for (Path part : List.of(tmp, fresh, cur)) {
                DirectoryTree.makeOne(part);
            }
            markSubFolder();
            for (Path made = directory; !made.equals(root); made = made.getParent()) {
                DirectoryForce.force(made);
            }
            DirectoryForce.force(root);
            prepared = true;
        }
        clean(now);
    }

    private void makeFrom(Path path) throws IOException {
        if (!path.equals(root)) {
            makeFrom(path.getParent());
        }
        DirectoryTree.makeOne(path);
    }

    /** Maildir++: a file of this name tells delivery agents that the directory is a folder inside a Maildir. */
    private void markSubFolder() throws IOException {
        if (directory.getFileName().toString().startsWith(".")) {
            try {
                FileChannel.open(directory.resolve("maildirfolder"), CREATE, OWNER_ONLY).close();
            } catch (FileAlreadyExistsException e) {
                // marked before
            }
        }
    }

    /** Removes what crashes left in {@code tmp}, at most once a day. */
    private void clean(Instant now) throws IOException {
        if (cleaned.isAfter(now.minus(BETWEEN_CLEANINGS))) {
            return;
        }
        cleaned = now;
        Instant limit = now.minus(ABANDONED);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(tmp)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Has the next {@link #prepare} make the folder again: it was removed under our feet. */
    synchronized void forget() {
        prepared = false;
    }

    Path temporary(String name) {
        return tmp.resolve(name);
    }

    FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, CREATE, OWNER_ONLY);
    }

    /** Moves a whole, forced file to where it is seen, and returns when that is durable. */
    void publish(Path temporary, String name) throws IOException {
        Path target = fresh.resolve(name);
        Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        try {
            force.force();
        } catch (IOException e) {
            Files.deleteIfExists(target); // it was not promised, so it must not appear later
            throw e;
        }
    }

    List<StoredMessage> list() throws IOException {
        Map<String, StoredName> names = new HashMap<>(); // by id: a message may move from new to cur between the two
        collect(fresh, names);
        collect(cur, names);
        return names.values().stream().sorted(StoredName.BY_AGE).map(StoredName::message).toList();
    }

    private static void collect(Path part, Map<String, StoredName> names) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(part)) {
            for (Path file : files) {
                if (StoredName.isId(StoredName.id(file))) {
                    add(file, names);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            // no such folder: no messages
        }
    }

    private static void add(Path file, Map<String, StoredName> names) throws IOException {
        try {
            names.put(StoredName.id(file), StoredName.read(file));
        } catch (NoSuchFileException e) {
            // it has moved on or was deleted since the directory was read
        }
    }

    InputStream open(String id) throws IOException {
        if (!StoredName.isId(id)) {
            throw new FileNotFoundException("no such message");
        }
        for (int i = 0; i < TRIES; i++) { // a mail program may rename the file while we look for it
            for (Path place : places(id)) {
                try {
                    return Files.newInputStream(place);
                } catch (NoSuchFileException e) {
                    // not there, or no longer
                }
            }
        }
        throw new FileNotFoundException("no such message");
    }

    /** Where the message may be: unseen, or seen with any flags. */
    private List<Path> places(String id) throws IOException {
        List<Path> places = new ArrayList<>();
        try (DirectoryStream<Path> seen = Files.newDirectoryStream(cur, file -> StoredName.id(file).equals(id))) {
            places.add(fresh.resolve(id));
            seen.forEach(places::add);
        } catch (NoSuchFileException | NotDirectoryException | InvalidPathException e) {
            places.clear(); // no such folder, or a name that no file can have here
        }
        return places;
    }
}
