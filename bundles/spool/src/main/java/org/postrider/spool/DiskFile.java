package org.postrider.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file through {@link FileChannel}. A channel is closed under everybody's feet when a thread that reads from it is
 * interrupted, as threads of plugins are at their deadline: so reading has a channel of its own, which is opened again.
 */
final class DiskFile implements SpoolFile {

    private final Path path;
    private final FileChannel writing;
    private final boolean forcing;
    private FileChannel reading;
    private boolean closed;

    DiskFile(Path path, FileChannel writing, boolean forcing) {
        this.path = path;
        this.writing = writing;
        this.forcing = forcing;
    }

    @Override
    public void write(ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += writing.write(bytes, at);
        }
    }

    @Override
    public int read(ByteBuffer bytes, long position) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            return readFully(bytes, position);
        } finally {
            if (interrupted || Thread.interrupted()) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private int readFully(ByteBuffer bytes, long position) throws IOException {
        int start = bytes.position();
        boolean again = false;
        while (bytes.hasRemaining()) {
            try {
                int n = channel(again).read(bytes, position + bytes.position() - start);
                again = false;
                if (n < 0) {
                    break;
                }
            } catch (ClosedChannelException e) {
                again = true; // closed by an interrupt of this or of another reader
                Thread.interrupted();
            }
        }
        return bytes.position() - start;
    }

    private synchronized FileChannel channel(boolean again) throws IOException {
        if (closed) {
            throw new IOException("the file is closed: " + path.getFileName());
        }
        if (reading == null || again && !reading.isOpen()) {
            reading = FileChannel.open(path, StandardOpenOption.READ);
        }
        return reading;
    }

    @Override
    public void force() throws IOException {
        if (forcing) {
            writing.force(false);
        }
    }

    @Override
    public long size() throws IOException {
        return writing.size();
    }

    @Override
    public void truncate(long size) throws IOException {
        writing.truncate(size);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (reading != null) {
            reading.close();
        }
        writing.close();
    }
}
