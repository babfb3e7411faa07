package org.postrider.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file of the spool. Reading is safe from any thread, interrupted ones included; writing is one thread's. */
interface SpoolFile extends Closeable {

    /** Writes all remaining bytes at this position. */
    void write(ByteBuffer bytes, long position) throws IOException;

    /**
     * Reads until the buffer is full or the file ends.
     *
     * @return how many bytes were read; 0 at the end of the file
     */
    int read(ByteBuffer bytes, long position) throws IOException;

    /** Returns when everything written so far is on the disk. After a failure nothing is known about it. */
    void force() throws IOException;

    long size() throws IOException;

    void truncate(long size) throws IOException;
}
