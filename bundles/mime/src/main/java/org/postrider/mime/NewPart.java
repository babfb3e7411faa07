package org.postrider.mime;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

import org.postrider.api.filter.Edit;
import org.postrider.api.message.Header;

/** What stands in the place of a part: the other fields of its header, its new type, and its content as base64. */
final class NewPart {

    private static final int LINE = 57; // octets of a line of 76 characters, RFC 2045 6.8

    private NewPart() {}

    /** Ends in a line break; in front of a boundary that makes one empty line, which base64 does not see. */
    static List<ByteBuffer> of(HeaderBlock header, Edit.ReplacePart replace) {
        return List.of(ByteBuffer.wrap(header.edited(edits(header, replace.contentType()))), encoded(replace.content()));
    }

    private static List<Edit> edits(HeaderBlock header, String contentType) {
        List<Edit> edits = new ArrayList<>();
        header.fields().stream().map(Header::name).distinct()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith("content-"))
                .forEach(name -> edits.add(new Edit.RemoveHeader(name)));
        edits.add(new Edit.InsertHeader(Integer.MAX_VALUE, new Header("Content-Type", contentType)));
        edits.add(new Edit.InsertHeader(
                Integer.MAX_VALUE, new Header("Content-Transfer-Encoding", "base64"))); // RFC 2045 6.1
        return edits;
    }

    private static ByteBuffer encoded(ByteBuffer content) {
        int lines = content.remaining() / LINE + 1;
        ByteBuffer out = ByteBuffer.allocate(content.remaining() * 4 / 3 + 4 + 2 * lines);
        while (content.hasRemaining()) {
            byte[] line = new byte[Math.min(LINE, content.remaining())];
            content.get(line);
            out.put(Base64.getEncoder().encode(line)).put("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return out.flip();
    }
}
