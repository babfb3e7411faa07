package org.postrider.store.maildir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Objects;

/** A file that is being written, once, from its start. */
final class MessageFile extends OutputStream {

    private final Path path;
    private final FileChannel channel;
    private final BufferPool buffers;
    private ByteBuffer buffer;
    private long size;

    MessageFile(Path path, FileChannel channel, BufferPool buffers) {
        this.path = path;
        this.channel = channel;
        this.buffers = buffers;
        this.buffer = buffers.take();
    }

    @Override
    public void write(int octet) throws IOException {
        room().put((byte) octet);
        size++;
    }

    @Override
    public void write(byte[] octets, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, octets.length);
        int done = 0;
        while (done < length) {
            ByteBuffer room = room();
            int count = Math.min(room.remaining(), length - done);
            room.put(octets, offset + done, count);
            done += count;
        }
        size += length;
    }

    private ByteBuffer room() throws IOException {
        if (buffer == null) {
            throw new IOException("the message is closed");
        }
        if (!buffer.hasRemaining()) {
            drain();
        }
        return buffer;
    }

    private void drain() throws IOException {
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        } catch (IOException e) {
            throw DiskSpace.explain(e, path);
        }
        buffer.clear();
    }

    /** Octets written so far. */
    long size() {
        return size;
    }

    /** Writes what is left, forces the file to the disk and closes it. */
    void finish() throws IOException {
        if (buffer == null) {
            throw new IOException("the message is closed");
        }
        drain();
        channel.force(true);
        release();
    }

    /** Closes the file. Does nothing if it is closed. */
    void release() throws IOException {
        if (buffer != null) {
            buffers.giveBack(buffer);
            buffer = null;
        }
        channel.close();
    }

    /** The caller of the append ends the file, not whoever writes to it. */
    @Override
    public void close() {
        // nothing to do: flushing happens with the commit, and nothing before it needs to be visible
    }
}
