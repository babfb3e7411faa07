package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Finds line breaks eight bytes at a time. */
final class LineBreaks {

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long CRS = ONES * '\r';
    private static final long LFS = ONES * '\n';

    private LineBreaks() {}

    /**
     * The index of the first CR or LF in {@code [from, to)}, or {@code to} if there is none.
     *
     * @param bytes in little-endian order, so that the first byte is the lowest of a long
     */
    static int find(ByteBuffer bytes, int from, int to) {
        assert bytes.order() == ByteOrder.LITTLE_ENDIAN;
        int at = from;
        for (; at <= to - Long.BYTES; at += Long.BYTES) {
            long word = bytes.getLong(at);
            long hits = zeros(word ^ CRS) | zeros(word ^ LFS);
            if (hits != 0) {
                return at + (Long.numberOfTrailingZeros(hits) >>> 3);
            }
        }
        while (at < to && bytes.get(at) != '\r' && bytes.get(at) != '\n') {
            at++;
        }
        return at;
    }

    /** The high bit of the lowest zero byte is set; above it there may be false ones, below it none. */
    private static long zeros(long word) {
        return word - ONES & ~word & HIGHS;
    }
}
