package org.postrider.filter.milter;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A field of a header as its octets.
 *
 * @param name as written
 * @param value what follows the colon; a line break is one LF, followed by a space or a tab
 */
record RawField(String name, byte[] value) {

    private static final int MAX_NAME = 76;

    /** The well-formed fields of a header block, in their order; what is no field the milter is not shown. */
    static List<RawField> split(byte[] block) {
        List<RawField> fields = new ArrayList<>();
        int start = 0;
        while (start < block.length) {
            int end = lineEnd(block, start);
            while (end < block.length && isBlank(block[end])) { // RFC 5322 2.2.3
                end = lineEnd(block, end);
            }
            add(fields, block, start, end);
            start = end;
        }
        return fields;
    }

    private static int lineEnd(byte[] block, int from) {
        int at = from;
        while (at < block.length && block[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, block.length);
    }

    private static boolean isBlank(byte octet) {
        return octet == ' ' || octet == '\t';
    }

    private static void add(List<RawField> fields, byte[] block, int start, int end) {
        int colon = start;
        while (colon < end && block[colon] != ':' && block[colon] != '\n') {
            colon++;
        }
        int stop = colon;
        while (stop > start && isBlank(block[stop - 1])) { // RFC 5322 4.5
            stop--;
        }
        if (colon < end && block[colon] == ':' && isName(block, start, stop)) {
            String name = new String(block, start, stop - start, StandardCharsets.US_ASCII);
            fields.add(new RawField(name, value(block, colon + 1, end)));
        }
    }

    private static boolean isName(byte[] block, int start, int stop) {
        for (int i = start; i < stop; i++) {
            if (block[i] <= ' ' || block[i] >= 0x7f) {
                return false;
            }
        }
        return stop > start && stop - start <= MAX_NAME;
    }

    /** Without the last line break, and without the CR of the others. */
    private static byte[] value(byte[] block, int from, int to) {
        byte[] value = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (block[i] != '\r' || i + 1 == to || block[i + 1] != '\n') {
                value[length++] = block[i];
            }
        }
        boolean ended = length > 0 && value[length - 1] == '\n';
        return Arrays.copyOf(value, ended ? length - 1 : length);
    }

    /** What HEADER carries. */
    Payload payload(boolean withLeadingSpace) {
        int start = 0;
        while (!withLeadingSpace && start < value.length && isBlank(value[start])) {
            start++;
        }
        return new Payload().text(name).text(Arrays.copyOfRange(value, start, value.length));
    }
}
