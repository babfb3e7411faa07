package org.postrider.mime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A section of a stream. Closes the stream. */
final class Section extends FilterInputStream {

    private long rest;

    /** Skips to the beginning of the section; closes the stream if that fails. */
    Section(InputStream in, long start, long length) throws IOException {
        super(in);
        this.rest = length;
        try {
            in.skipNBytes(start);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        int octet = rest > 0 ? super.read() : -1;
        rest -= octet >= 0 ? 1 : 0;
        return octet;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int count = rest > 0 ? super.read(bytes, offset, (int) Math.min(length, rest)) : -1;
        rest -= Math.max(0, count);
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = super.skip(Math.min(count, rest));
        rest -= skipped;
        return skipped;
    }

    @Override
    public int available() throws IOException {
        return (int) Math.min(super.available(), rest);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
