package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The right of one process to a spool: a lock on a file that holds its process id. */
final class DiskLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DiskLock.class);

    private final FileChannel channel;

    private DiskLock(FileChannel channel) {
        this.channel = channel;
    }

    static DiskLock take(Path file, FileAttribute<?> permissions) throws IOException {
        FileChannel channel = FileChannel.open(file, Set.of(
                StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE), permissions);
        try {
            if (lock(channel) == null) {
                throw new IOException("the spool " + file.getParent() + " is in use by process " + owner(channel));
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        leaveName(channel);
        return new DiskLock(channel);
    }

    private static void leaveName(FileChannel channel) {
        try {
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(ProcessHandle.current().pid() + "\n"), 0);
        } catch (IOException e) {
            // A full disk is no reason not to start.
            LOG.warn("the lock holds, but not the process id: {}", e.toString());
        }
    }

    private static FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // by this very process
        }
    }

    private static String owner(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        return new String(pid.array(), 0, pid.position(), StandardCharsets.US_ASCII).replaceAll("[^0-9]", "");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
