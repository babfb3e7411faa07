package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** Pieces of a message, one after another; each is opened when it is its turn. */
final class PieceStream extends InputStream {

    private final Iterator<Piece> rest;
    private final ContentSource original;
    private InputStream current = InputStream.nullInputStream();

    PieceStream(List<Piece> pieces, ContentSource original) {
        this.rest = pieces.iterator();
        this.original = original;
    }

    @Override
    public int read() throws IOException {
        byte[] octet = new byte[1];
        return read(octet, 0, 1) < 0 ? -1 : octet[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = current.read(bytes, offset, length);
        while (count < 0 && rest.hasNext()) {
            current.close();
            current = rest.next().open(original);
            count = current.read(bytes, offset, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
