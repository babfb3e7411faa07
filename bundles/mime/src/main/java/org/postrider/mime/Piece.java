package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A run of octets of a {@link PatchedMessage}.
 *
 * @param fresh new octets; empty if they are those of the original
 * @param start where in the original it begins
 * @param length octets
 */
record Piece(Optional<ByteBuffer> fresh, long start, long length) {

    static Piece of(ByteBuffer octets) {
        return new Piece(Optional.of(octets.slice()), 0, octets.remaining());
    }

    static Piece original(long start, long length) {
        return new Piece(Optional.empty(), start, length);
    }

    /** The part of it between two offsets within it. */
    Piece slice(long from, long to) {
        return fresh.isPresent() ? of(fresh.get().slice((int) from, (int) (to - from))) : original(start + from, to - from);
    }

    InputStream open(ContentSource original) throws IOException {
        return fresh.isPresent() ? new BufferStream(fresh.get().duplicate()) : new Section(original.open(), start, length);
    }

    private static final class BufferStream extends InputStream {

        private final ByteBuffer octets;

        BufferStream(ByteBuffer octets) {
            this.octets = octets;
        }

        @Override
        public int read() {
            return octets.hasRemaining() ? octets.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            int count = Math.min(length, octets.remaining());
            octets.get(bytes, offset, count);
            return count == 0 ? -1 : count;
        }
    }
}
