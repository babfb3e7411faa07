package org.postrider.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Header;
import org.postrider.api.message.MessageLimitException;

/**
 * The header block of a message: its fields as bytes, up to and including the empty line. Immutable.
 *
 * <p>A line that is no field (no colon, or a name that is not one) belongs to the block, has no {@link Header} and is
 * kept as it is.
 */
public final class HeaderBlock {

    private final byte[] bytes;
    private final int blank;
    private final List<RawField> raw;

    HeaderBlock(byte[] bytes, int blank, List<RawField> raw) {
        this.bytes = bytes;
        this.blank = blank;
        this.raw = List.copyOf(raw);
    }

    /**
     * Reads up to the first empty line, or to the end of the stream. May read more of the stream than the block, and
     * does not close it.
     *
     * @throws MessageLimitException if the block is longer than 100 KB or has more than 1,000 fields
     */
    public static HeaderBlock read(InputStream in) throws IOException {
        LineReader reader = new LineReader(in);
        HeaderLines lines = new HeaderLines();
        while (reader.next()) {
            if (reader.isBlank()) {
                lines.end(reader.line(), reader.kept());
                break;
            }
            lines.add(reader.line(), reader.kept());
        }
        return lines.block();
    }

    /** Octets of the block, the empty line included: where the body begins. */
    public long length() {
        return bytes.length;
    }

    /** The well-formed fields in their order. */
    public List<Header> fields() {
        return raw.stream().map(RawField::header).flatMap(Optional::stream).toList();
    }

    int size() {
        return raw.size();
    }

    /**
     * The block with these edits applied in their order, the empty line included. Each added field goes above all that
     * are there, so of two the later one is on top; a replaced field stays where it was. Fields that no edit names keep
     * their bytes. Edits of the envelope and of the body are passed over.
     */
    public byte[] edited(List<Edit> edits) {
        FieldEdits fields = new FieldEdits(raw);
        edits.forEach(fields::apply);
        return write(fields.result());
    }

    private byte[] write(List<RawField> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length + 256);
        fields.forEach(f -> f.writeTo(out));
        if (blank == 0) { // the message ended within its header
            out.write('\r');
            out.write('\n');
        }
        out.write(bytes, bytes.length - blank, blank);
        return out.toByteArray();
    }
}
