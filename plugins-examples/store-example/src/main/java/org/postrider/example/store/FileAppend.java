package org.postrider.example.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

import org.postrider.api.store.Append;
import org.postrider.api.store.StoredMessage;

/** A message under another name, until it is whole and on the disk. */
final class FileAppend implements Append {

    private static final AtomicLong NUMBER = new AtomicLong();

    private final Path root;
    private final Path temporary;
    private final FileChannel channel;
    private final OutputStream out;

    FileAppend(Path root, Path directory) throws IOException {
        this.root = root;
        temporary = Files.createTempFile(directory, ".", ".tmp"); // for nobody else to read
        channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
        out = new BufferedOutputStream(Channels.newOutputStream(channel)) {
            @Override
            public void close() throws IOException {
                flush(); // the commit ends the file, not whoever writes to it
            }
        };
    }

    @Override
    public OutputStream stream() {
        return out;
    }

    @Override
    public StoredMessage commit() throws IOException {
        out.flush();
        channel.force(true); // throws if it was committed before
        channel.close();
        String id = String.format("%013d-%010d-%s", System.currentTimeMillis(), NUMBER.incrementAndGet(), UUID.randomUUID());
        Path message = Files.move(temporary, temporary.resolveSibling(id), StandardCopyOption.ATOMIC_MOVE);
        try {
            for (Path made = message.getParent(); made.startsWith(root); made = made.getParent()) {
                force(made); // each of them may be new
            }
        } catch (IOException e) {
            Files.delete(message); // it was not promised, so it must not appear later
            throw e;
        }
        return FileMailbox.read(message);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel it = FileChannel.open(directory, StandardOpenOption.READ)) {
            it.force(true);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
