package org.postrider.store.maildir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

import org.postrider.api.store.Append;
import org.postrider.api.store.StoredMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A message in {@code tmp} on its way to {@code new}. */
final class MaildirAppend implements Append {

    private static final Logger LOG = LoggerFactory.getLogger(MaildirAppend.class);

    private final MaildirFolder folder;
    private final Path temporary;
    private final MessageFile file;
    private boolean committed;

    MaildirAppend(MaildirFolder folder, Path temporary, MessageFile file) {
        this.folder = folder;
        this.temporary = temporary;
        this.file = file;
    }

    @Override
    public OutputStream stream() {
        return file;
    }

    @Override
    public StoredMessage commit() throws IOException {
        try {
            file.finish();
            String id = temporary.getFileName() + ",S=" + file.size();
            folder.publish(temporary, id);
            committed = true;
            return StoredName.read(Path.of(id)).message();
        } catch (IOException e) {
            throw DiskSpace.explain(e, temporary);
        }
    }

    @Override
    public void close() {
        try {
            file.release();
            if (!committed) {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            LOG.warn("{} stays until it is {} hours old: {}", temporary, MaildirFolder.ABANDONED.toHours(), e.toString());
        }
    }
}
