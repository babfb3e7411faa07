package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Cuts commands out of bytes that come in any pieces. Only CRLF ends a line: a server that took a bare LF or a bare
 * CR for an end could be made to see a command where the one before it saw none.
 *
 * <p>A line that is too long or holds a bare CR or LF is told as a fault and never as a line: its bytes are dropped
 * up to the next CRLF. What is told depends on the bytes alone and not on how they were cut into pieces.
 */
public final class CommandFramer {

    /** What was found. */
    public enum Frame {
        /** All input was taken and no line is complete. */
        INCOMPLETE,
        /** A line is complete: see {@link #line()}. */
        LINE,
        /** A line ended that has more octets than are allowed. */
        TOO_LONG,
        /** A CR without LF or a LF without CR; told once for each. */
        BARE_BREAK,
            /** More octets without CRLF than anybody sends by mistake; told from then on. The session is to be closed. */
        ENDLESS
    }

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final int maxLine;
    private final int maxDropped;
    private byte[] partial = {};
    private int kept;
    private long octets;
    private boolean afterCr;
    private boolean broken;
    private ByteBuffer line = NOTHING;

    /**
     * @param maxLine octets of a line, CRLF included
     * @param maxDropped octets without CRLF after which the line counts as endless
     */
    public CommandFramer(int maxLine, int maxDropped) {
        this.maxLine = maxLine;
        this.maxDropped = maxDropped;
    }

    /** The line that {@link Frame#LINE} told of, without CRLF; valid until the next call of {@link #next}. */
    public ByteBuffer line() {
        return line;
    }

    /** Takes input up to the end of a line or to a fault. */
    public Frame next(ByteBuffer input) {
        if (octets > maxDropped) {
            return Frame.ENDLESS;
        }
        ByteBuffer bytes = input.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        return afterCr && input.hasRemaining() ? afterCr(input, bytes) : scan(input, bytes);
    }

    /** The CR was the last octet of the input before this one. */
    private Frame afterCr(ByteBuffer input, ByteBuffer bytes) {
        int start = input.position();
        if (bytes.get(start) == '\n') {
            return ended(input, bytes, start, start + 1);
        }
        afterCr = false;
        return bare(input, start, start);
    }

    private Frame scan(ByteBuffer input, ByteBuffer bytes) {
        int start = input.position();
        int end = bytes.limit();
        int at = LineBreaks.find(bytes, start, end);
        if (at == end) {
            return incomplete(input, bytes, start);
        }
        if (bytes.get(at) == '\n') {
            return bare(input, start, at + 1);
        }
        if (at + 1 == end) {
            afterCr = true;
            return incomplete(input, bytes, start);
        }
        return bytes.get(at + 1) == '\n' ? ended(input, bytes, start, at + 2) : bare(input, start, at + 1);
    }

    private Frame incomplete(ByteBuffer input, ByteBuffer bytes, int start) {
        keep(bytes, start, bytes.limit());
        input.position(bytes.limit());
        return octets > maxDropped ? Frame.ENDLESS : Frame.INCOMPLETE;
    }

    private Frame bare(ByteBuffer input, int start, int end) {
        octets += end - start;
        kept = 0;
        broken = true;
        input.position(end);
        return octets > maxDropped ? Frame.ENDLESS : Frame.BARE_BREAK;
    }

    private Frame ended(ByteBuffer input, ByteBuffer bytes, int start, int end) {
        input.position(end);
        if (octets + end - start > maxDropped) {
            octets += end - start;
            return Frame.ENDLESS;
        }
        boolean silent = broken; // told already
        boolean tooLong = octets + end - start > maxLine;
        if (!silent && !tooLong) {
            line = octets == 0 ? slice(bytes, start, end - 2) : joined(bytes, start, end);
        }
        octets = 0;
        kept = 0;
        afterCr = false;
        broken = false;
        return silent ? next(input) : tooLong ? Frame.TOO_LONG : Frame.LINE;
    }

    private static ByteBuffer slice(ByteBuffer bytes, int start, int end) {
        return bytes.limit(end).position(start);
    }

    private ByteBuffer joined(ByteBuffer bytes, int start, int end) {
        keep(bytes, start, end);
        return ByteBuffer.wrap(partial, 0, kept - 2);
    }

    /** Remembers the piece of a line, unless the line is lost anyway. */
    private void keep(ByteBuffer bytes, int start, int end) {
        octets += end - start;
        if (broken || octets > maxLine) {
            return;
        }
        int length = end - start;
        if (kept + length > partial.length) {
            partial = Arrays.copyOf(partial, Math.min(maxLine, Math.max(128, 2 * (kept + length))));
        }
        bytes.get(start, partial, kept, length);
        kept += length;
    }
}
