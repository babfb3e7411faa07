package org.postrider.mime;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

import org.postrider.api.message.MessageLimitException;

/** Collects the lines of one header block, as far as the limits go. */
final class HeaderLines {

    static final int MAX_OCTETS = 100 * 1024;
    static final int MAX_FIELDS = 1_000;

    private final ByteArrayOutputStream octets = new ByteArrayOutputStream(256);
    private final List<Integer> starts = new ArrayList<>();
    private int blank;

    /** @throws MessageLimitException if the header block is too long or has too many fields */
    void add(byte[] line, int length) {
        if (octets.size() + length > MAX_OCTETS) {
            throw new MessageLimitException("a header is longer than " + MAX_OCTETS + " octets");
        }
        boolean continued = line[0] == ' ' || line[0] == '\t'; // RFC 5322 2.2.3
        if (!continued || starts.isEmpty()) {
            if (starts.size() == MAX_FIELDS) {
                throw new MessageLimitException("a header has more than " + MAX_FIELDS + " fields");
            }
            starts.add(octets.size());
        }
        octets.write(line, 0, length);
    }

    /** The empty line that ends the block. */
    void end(byte[] line, int length) {
        octets.write(line, 0, length);
        blank = length;
    }

    HeaderBlock block() {
        byte[] bytes = octets.toByteArray();
        List<RawField> fields = new ArrayList<>(starts.size());
        for (int i = 0; i < starts.size(); i++) {
            int stop = i + 1 < starts.size() ? starts.get(i + 1) : bytes.length - blank;
            fields.add(new RawField(bytes, starts.get(i), stop));
        }
        return new HeaderBlock(bytes, blank, fields);
    }
}
