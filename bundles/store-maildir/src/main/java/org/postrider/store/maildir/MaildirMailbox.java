package org.postrider.store.maildir;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.postrider.api.store.Append;
import org.postrider.api.store.Mailbox;
import org.postrider.api.store.StoredMessage;

/** The Maildir of one account. Holds no resources, so that all who open the mailbox share it. */
final class MaildirMailbox implements Mailbox {

    /**
     * What the mailboxes of one store share.
     *
     * @param root directory of the store
     */
    record Shared(Path root, Clock clock, UniqueName names, BufferPool buffers) {}

    private final Shared shared;
    private final Path maildir;
    private final Map<String, MaildirFolder> folders = new ConcurrentHashMap<>();

    MaildirMailbox(Shared shared, Path maildir) {
        this.shared = shared;
        this.maildir = maildir;
    }

    /** Makes the mailbox if it is not there. */
    void prepare() throws IOException {
        prepared(INBOX);
    }

    /** A folder that is there or is made. Only such folders are kept in memory. */
    private MaildirFolder prepared(String name) throws IOException {
        MaildirFolder folder = folders.computeIfAbsent(FolderName.directory(name), this::folder);
        folder.prepare(shared.clock().instant());
        return folder;
    }

    private MaildirFolder folder(String directory) {
        return new MaildirFolder(shared.root(), maildir.resolve(directory));
    }

    /** A folder that may be there; empty if no folder can have this name. */
    private Optional<MaildirFolder> named(String name) {
        try {
            return Optional.of(folder(FolderName.directory(name)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @Override
    public Append append(String folder) throws IOException {
        MaildirFolder target = prepared(folder);
        Path file = target.temporary(shared.names().next());
        try {
            return begin(target, file);
        } catch (NoSuchFileException e) {
            target.forget(); // somebody removed the directory while we ran
            target.prepare(shared.clock().instant());
            return begin(target, file);
        }
    }

    private Append begin(MaildirFolder target, Path file) throws IOException {
        try {
            FileChannel channel = target.create(file);
            return new MaildirAppend(target, file, new MessageFile(file, channel, shared.buffers()));
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            throw DiskSpace.explain(e, file);
        }
    }

    @Override
    public List<StoredMessage> list(String folder) throws IOException {
        Optional<MaildirFolder> there = named(folder);
        return there.isPresent() ? there.get().list() : List.of();
    }

    @Override
    public InputStream open(String folder, String id) throws IOException {
        return named(folder).orElseThrow(() -> new FileNotFoundException("no such folder")).open(id);
    }

    @Override
    public void close() {
        // nothing is held
    }
}
