package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Lines of a message that are sent by their length. A bare CR or LF becomes CRLF and is told, as in a
 * {@link DataDecoder}; but in a binary message only up to the empty line after the header: a header has lines even
 * there (RFC 3030 3), and whoever reads it later must see those that we saw. What follows it passes as it is.
 *
 * <p>What comes out depends on the bytes alone and not on how they were cut into pieces; a slice never ends between
 * CR and LF of a line.
 */
final class StrictLines {

    private static final ByteBuffer CRLF = ByteBuffer.wrap(new byte[] {'\r', '\n'}).asReadOnlyBuffer();

    private final boolean binary;
    private boolean raw;
    private boolean afterCr;
    private boolean bareBreak;
    private long line;
    private long longestLine;

    private ByteBuffer bytes;
    private Consumer<ByteBuffer> sink;
    private int at;
    private int run;

    StrictLines(boolean binary) {
        this.binary = binary;
    }

    boolean hasBareBreak() {
        return bareBreak;
    }

    /** Octets of the longest line so far, CR and LF not counted. */
    long longestLine() {
        return longestLine;
    }

    /** @param input in little-endian order */
    void decode(ByteBuffer input, Consumer<ByteBuffer> to) {
        bytes = input;
        sink = to;
        at = run = input.position();
        int end = input.limit();
        if (afterCr && at < end) {
            afterCr();
        }
        while (at < end && !raw) {
            text(end);
        }
        at = end;
        emit(afterCr ? end - 1 : end);
        bytes = null;
        sink = null;
    }

    /** No more comes. */
    void end(Consumer<ByteBuffer> to) {
        if (afterCr) {
            afterCr = false;
            bareBreak = true;
            to.accept(CRLF.duplicate());
        }
    }

    /** The CR was the last octet of the input before this one and was not given out. */
    private void afterCr() {
        afterCr = false;
        if (bytes.get(at) == '\n') {
            run = ++at;
        } else {
            bareBreak = true;
        }
        sink.accept(CRLF.duplicate());
        endOfLine();
    }

    private void text(int end) {
        int start = at;
        at = LineBreaks.find(bytes, start, end);
        line += at - start;
        longestLine = Math.max(longestLine, line);
        if (at == end) {
            return;
        }
        if (bytes.get(at) == '\r' && at + 1 == end) {
            afterCr = true;
            at = end;
        } else if (bytes.get(at) == '\r' && bytes.get(at + 1) == '\n') {
            at += 2;
            endOfLine();
        } else {
            emit(at);
            run = ++at;
            bareBreak = true;
            sink.accept(CRLF.duplicate());
            endOfLine();
        }
    }

    private void endOfLine() {
        raw = binary && line == 0;
        line = 0;
    }

    private void emit(int end) {
        if (end > run) {
            sink.accept(bytes.slice(run, end - run));
        }
        run = end;
    }
}
