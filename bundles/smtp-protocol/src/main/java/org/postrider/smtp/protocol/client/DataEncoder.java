package org.postrider.smtp.protocol.client;

import java.nio.ByteBuffer;

/**
 * Writes a message as DATA carries it: dots doubled at the start of lines (RFC 5321 4.5.2), ended by a line with a
 * single dot. One encoder per message, one thread at a time.
 *
 * <p>A CR or LF that is not part of a CRLF is sent as a space, never as it is: it could end a line, or the message, for
 * a server that takes it for a line end, and smuggle in what follows. No line end is ever invented within the message.
 */
public final class DataEncoder {

    private boolean lineStart = true;
    private boolean pendingCr;

    /**
     * Encodes until one of the buffers is used up; at least 4 octets of {@code out} are wanted to go on.
     *
     * @param in must have an array
     */
    public void encode(ByteBuffer in, ByteBuffer out) {
        while (in.hasRemaining() && out.remaining() >= 4) {
            if (!plain(in, out)) {
                special(in.get(), out);
            }
        }
    }

    /** Copies what needs no attention; false if there is nothing of the kind. */
    private boolean plain(ByteBuffer in, ByteBuffer out) {
        byte[] bytes = in.array();
        int start = in.arrayOffset() + in.position();
        if (pendingCr || lineStart && bytes[start] == '.') {
            return false;
        }
        int end = start + Math.min(in.remaining(), out.remaining());
        int at = start;
        while (at < end && bytes[at] != '\r' && bytes[at] != '\n') {
            at++;
        }
        out.put(bytes, start, at - start);
        in.position(in.position() + at - start);
        lineStart = lineStart && at == start;
        return at > start;
    }

    private void special(byte b, ByteBuffer out) {
        if (pendingCr) {
            pendingCr = false;
            if (b == '\n') {
                out.put((byte) '\r').put((byte) '\n');
                lineStart = true;
                return;
            }
            space(out);
        }
        if (b == '\r') {
            pendingCr = true;
        } else if (b == '\n') {
            space(out);
        } else {
            if (b == '.' && lineStart) {
                out.put((byte) '.');
            }
            out.put(b);
            lineStart = false;
        }
    }

    private void space(ByteBuffer out) {
        out.put((byte) ' ');
        lineStart = false;
    }

    /**
     * Ends the message.
     *
     * @param out has room for at least 6 octets
     */
    public void end(ByteBuffer out) {
        if (pendingCr) {
            pendingCr = false;
            space(out);
        }
        if (!lineStart) {
            out.put((byte) '\r').put((byte) '\n');
        }
        out.put((byte) '.').put((byte) '\r').put((byte) '\n');
    }
}
