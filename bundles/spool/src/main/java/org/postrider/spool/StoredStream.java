package org.postrider.spool;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * Bytes of a spool file. They are verified as they go by: a reader that wants all gets an exception in the place of the
 * last bytes if any byte is not what was once written.
 */
final class StoredStream extends InputStream {

    private static final int BUFFER = 16 << 10;

    private final SpoolFile file;
    private final Verification check;
    private final Closeable after;
    private final ByteBuffer buffer = ByteBuffer.allocate(BUFFER).limit(0);
    private long position;
    private long left;
    private boolean closed;

    /**
     * @param position where the bytes begin
     * @param length how many there are
     * @param after closed with the stream
     */
    StoredStream(SpoolFile file, long position, long length, Verification check, Closeable after) {
        this.file = file;
        this.position = position;
        this.left = length;
        this.check = check;
        this.after = after;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (!buffer.hasRemaining() && !load()) {
            return length == 0 ? 0 : -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(bytes, offset, count);
        return count;
    }

    private boolean load() throws IOException {
        if (closed) {
            throw new IOException("the stream is closed");
        }
        if (left == 0) {
            return false;
        }
        int count = (int) Math.min(left, BUFFER);
        buffer.clear().limit(count);
        if (file.read(buffer, position) < count) {
            throw refused("the stored message is cut short");
        }
        position += count;
        left -= count;
        check.update(buffer.array(), 0, count);
        if (left == 0 && !check.passes()) {
            throw refused("the stored message is damaged");
        }
        buffer.flip();
        return true;
    }

    private IOException refused(String why) {
        buffer.clear().limit(0);
        return new IOException(why);
    }

    @Override
    public int available() {
        return buffer.remaining();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            buffer.limit(0);
            after.close();
        }
    }
}
