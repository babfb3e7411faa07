package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Measures the header block of a message as it passes: octets, lines, and Received fields. Fed with the slices of a
 * {@link DataDecoder}, in which CR is always followed by LF. Stops at the first empty line.
 */
final class HeaderGauge {

    private static final byte[] RECEIVED = {'r', 'e', 'c', 'e', 'i', 'v', 'e', 'd', ':'};
    private static final int OTHER = -1;

    private boolean ended;
    private int octets;
    private int lines;
    private int received;
    private int column;
    private int matched;

    int octets() {
        return octets;
    }

    int lines() {
        return lines;
    }

    int received() {
        return received;
    }

    void accept(ByteBuffer slice) {
        if (ended) {
            return;
        }
        ByteBuffer bytes = slice.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int at = bytes.position();
        while (at < bytes.limit() && !ended) {
            int end = LineBreaks.find(bytes, at, bytes.limit());
            match(bytes, at, end);
            column += end - at;
            octets += end - at;
            at = end;
            if (end < bytes.limit()) {
                endOfLine();
                at += 2;
            }
        }
    }

    private void match(ByteBuffer bytes, int from, int end) {
        for (int i = from; i < end && matched >= 0 && matched < RECEIVED.length; i++) {
            // no letter of the name but its own lower and upper case give the same with 0x20 set; ':' has it set anyway
            matched = (bytes.get(i) | 0x20) == RECEIVED[matched] ? matched + 1 : OTHER;
        }
    }

    private void endOfLine() {
        ended = column == 0;
        octets += 2;
        lines += ended ? 0 : 1;
        received += matched == RECEIVED.length ? 1 : 0;
        column = 0;
        matched = 0;
    }
}
