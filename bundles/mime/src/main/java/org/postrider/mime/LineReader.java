package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Splits a message into lines and knows where each lies. A line ends in LF, with or without a CR before it: what was
 * received has CRLF only, but a message from elsewhere is to be readable too. Of a line longer than {@link #MAX_KEPT}
 * only the beginning is kept.
 */
final class LineReader {

    static final int MAX_KEPT = HeaderLines.MAX_OCTETS + 1;

    private final InputStream in;
    private final byte[] buffer = new byte[8192];
    private int at;
    private int limit;
    private byte[] line = new byte[256];
    private int kept;
    private long start;
    private long end;
    private int lineBreak;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** Moves to the next line; false at the end of the message. */
    boolean next() throws IOException {
        start = end;
        kept = 0;
        lineBreak = 0;
        boolean afterCr = false;
        while (lineBreak == 0 && (at < limit || fill())) {
            int stop = lineEnd();
            if (buffer[stop - 1] == '\n') {
                lineBreak = (stop - 2 >= at ? buffer[stop - 2] == '\r' : afterCr) ? 2 : 1;
            }
            afterCr = buffer[stop - 1] == '\r';
            keep(stop);
        }
        return end > start;
    }

    private boolean fill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(buffer, 0, buffer.length));
        return limit > 0;
    }

    /** Behind the next LF, or the end of what is in the buffer. */
    private int lineEnd() {
        for (int i = at; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i + 1;
            }
        }
        return limit;
    }

    private void keep(int stop) {
        int count = Math.min(stop - at, MAX_KEPT - kept);
        if (kept + count > line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_KEPT, Math.max(kept + count, 2 * line.length)));
        }
        System.arraycopy(buffer, at, line, kept, count);
        kept += count;
        end += stop - at;
        at = stop;
    }

    /** The line with its line break; valid up to {@link #kept()} and until the next call of {@link #next()}. */
    byte[] line() {
        return line;
    }

    int kept() {
        return kept;
    }

    /** Offset of the first octet of the line. */
    long start() {
        return start;
    }

    /** Offset behind the line break. */
    long end() {
        return end;
    }

    /** Octets of the line break: 2, 1, or 0 at the end of the message. */
    int lineBreak() {
        return lineBreak;
    }

    boolean isBlank() {
        return end - start == lineBreak;
    }
}
