package org.postrider.spool;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.zip.CRC32C;

/** The payload of a record that is to be written, in pieces. */
final class Payload {

    private final List<ByteBuffer> pieces;
    private final int length;
    private final int crc;

    /** @param pieces not modified any more */
    Payload(List<ByteBuffer> pieces) {
        this.pieces = pieces;
        CRC32C sum = new CRC32C();
        int octets = 0;
        for (ByteBuffer piece : pieces) {
            octets = Math.addExact(octets, piece.remaining());
            sum.update(piece.duplicate());
        }
        this.length = octets;
        this.crc = (int) sum.getValue();
    }

    static Payload of(byte[] bytes) {
        return new Payload(List.of(ByteBuffer.wrap(bytes)));
    }

    int length() {
        return length;
    }

    int crc() {
        return crc;
    }

    void writeTo(ByteBuffer out) {
        pieces.forEach(piece -> out.put(piece.duplicate()));
    }
}
