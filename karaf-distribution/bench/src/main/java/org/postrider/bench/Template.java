package org.postrider.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** A message as DATA carries it, written once; each one sent differs in its number only. Safe for many threads. */
final class Template {

    private static final int DIGITS = 9;
    private static final int LINE = 78;
    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int size;
    private final int numberAt;

    /** @param size octets of the message, without the line with the dot; the header is never cut */
    Template(String run, String from, String to, int size) {
        String header = BenchId.HEADER + ": " + run + "-" + "0".repeat(DIGITS) + "\r\nFrom: <" + from + ">\r\nTo: <" + to
                + ">\r\nDate: " + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC))
                + "\r\nSubject: load\r\n\r\n";
        StringBuilder text = new StringBuilder(header);
        while (size - text.length() >= 2) {
            int length = Math.min(LINE, size - text.length());
            length = size - text.length() - length == 1 ? length - 1 : length;
            text.append("x".repeat(length - 2)).append("\r\n");
        }
        this.numberAt = BenchId.HEADER.length() + 2 + run.length() + 1;
        this.size = text.length();
        this.bytes = text.append(".\r\n").toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** Octets of the message. */
    int size() {
        return size;
    }

    /** Appends message and end to a buffer. */
    void write(long number, ByteBuf out) {
        int start = out.writerIndex();
        out.writeBytes(bytes);
        long left = number;
        for (int at = start + numberAt + DIGITS - 1; left > 0; at--, left /= 10) {
            out.setByte(at, (int) ('0' + left % 10));
        }
    }

    /** Appends the end of a message that has no content. */
    static void writeNothing(ByteBuf out) {
        out.writeBytes(END);
    }
}
