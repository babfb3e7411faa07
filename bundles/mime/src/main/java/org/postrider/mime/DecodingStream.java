package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** The reading side of a decoder that yields one octet at a time. Closes the encoded stream. */
abstract class DecodingStream extends InputStream {

    private final InputStream encoded;
    private final byte[] buffer = new byte[4096];
    private int at;
    private int limit;

    DecodingStream(InputStream encoded) {
        this.encoded = encoded;
    }

    /** The next octet of the encoded stream, or -1. */
    final int next() throws IOException {
        if (at == limit) {
            at = 0;
            limit = Math.max(0, encoded.read(buffer, 0, buffer.length));
        }
        return at < limit ? buffer[at++] & 0xff : -1;
    }

    @Override
    public final int read(byte[] bytes, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        int count = 0;
        int octet = 0;
        while (count < length && (octet = read()) >= 0) {
            bytes[offset + count++] = (byte) octet;
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    @Override
    public final void close() throws IOException {
        encoded.close();
    }
}
