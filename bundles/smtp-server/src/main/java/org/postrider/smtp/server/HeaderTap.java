package org.postrider.smtp.server;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

import org.postrider.mime.HeaderBlock;

/**
 * Keeps the header of a message as it passes by, so that nobody has to wait for a disk to read it. The protocol has seen
 * to it that the header is no longer than is allowed, and that its lines end in CRLF.
 */
final class HeaderTap {

    private static final int LONGEST = 100 * 1024 + 2;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream(1024);
    private int line;
    private boolean ended;

    /** Takes what belongs to the header; the buffer is left as it is. */
    void take(ByteBuffer bytes) {
        for (int i = bytes.position(); i < bytes.limit() && !ended; i++) {
            byte octet = bytes.get(i);
            octets.write(octet);
            ended = octet == '\n' && line == 1 || octets.size() >= LONGEST; // the CR of an empty line alone
            line = octet == '\n' ? 0 : line + 1;
        }
    }

    HeaderBlock block() {
        try {
            return HeaderBlock.read(new ByteArrayInputStream(octets.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
