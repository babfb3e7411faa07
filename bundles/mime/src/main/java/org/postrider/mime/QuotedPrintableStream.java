package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;

/** Decodes quoted-printable (RFC 2045 6.7). What is no valid encoding is yielded as it stands. */
final class QuotedPrintableStream extends DecodingStream {

    private static final int MAX_BLANKS = 1_000;

    private final StringBuilder ready = new StringBuilder();
    private int taken;
    private int ahead = -2;

    QuotedPrintableStream(InputStream encoded) {
        super(encoded);
    }

    @Override
    public int read() throws IOException {
        while (taken == ready.length()) {
            ready.setLength(0);
            taken = 0;
            int c = take();
            if (c < 0) {
                return -1;
            }
            decode(c);
        }
        return ready.charAt(taken++);
    }

    private int take() throws IOException {
        int c = ahead == -2 ? next() : ahead;
        ahead = -2;
        return c;
    }

    private int peek() throws IOException {
        ahead = take();
        return ahead;
    }

    private void decode(int c) throws IOException {
        if (c == '=') {
            escape();
        } else if (c == ' ' || c == '\t') {
            ready.append((char) c);
            blanks();
            if (isLineEnd(peek())) {
                ready.setLength(0); // RFC 2045 6.7 (3): added on the way
            }
        } else {
            ready.append((char) c);
        }
    }

    private void blanks() throws IOException {
        while ((peek() == ' ' || ahead == '\t') && ready.length() < MAX_BLANKS) {
            ready.append((char) take());
        }
    }

    private static boolean isLineEnd(int c) {
        return c == '\r' || c == '\n' || c < 0;
    }

    private void escape() throws IOException {
        int c = peek();
        if (c == ' ' || c == '\t' || isLineEnd(c)) {
            softBreak();
            return;
        }
        int first = take();
        int octet = Hex.octet(first, peek());
        if (octet >= 0) {
            take();
            ready.append((char) octet);
        } else {
            ready.append('=').append((char) first);
        }
    }

    /** RFC 2045 6.7 (5), with blanks before the line break allowed. */
    private void softBreak() throws IOException {
        blanks();
        if (!isLineEnd(peek())) {
            ready.insert(0, '=');
            return;
        }
        ready.setLength(0);
        if (peek() == '\r') {
            take();
        }
        if (peek() == '\n') {
            take();
        }
    }
}
