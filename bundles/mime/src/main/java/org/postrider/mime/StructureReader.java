package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

import org.postrider.api.message.Header;
import org.postrider.api.message.MessageLimitException;

/**
 * Finds the leaves of a message in one pass (RFC 2046 5.1). Nothing that is there is lost because of broken structure:
 * a boundary ends a header as well as a body, an outer boundary ends what is open within, the end of the message ends
 * all, and a multipart without a part is a leaf.
 */
final class StructureReader {

    private static final int MAX_DEPTH = 100;
    private static final int MAX_PARTS = 1_000;
    private static final int MAX_FIELDS = 20_000;
    private static final int MAX_HEADERS = 4 * 1024 * 1024;

    private final LineReader lines;
    private final Boundaries open = new Boundaries();
    private final List<Leaf> leaves = new ArrayList<>();
    private HeaderLines header = new HeaderLines();
    private String usual = "text/plain";
    private int depth;
    private Entity body;
    private long headStart;
    private long bodyStart;
    private long contentEnd;
    private int fields;
    private long headerOctets;

    private StructureReader(InputStream in) {
        this.lines = new LineReader(in);
    }

    /** @throws MessageLimitException if there are too many parts, levels or header fields */
    static List<Leaf> read(InputStream in) throws IOException {
        return new StructureReader(in).read();
    }

    private List<Leaf> read() throws IOException {
        while (lines.next()) {
            line();
        }
        finish(lines.end());
        closeAbove(-1, lines.end());
        return leaves;
    }

    private void line() {
        int level = open.match(lines.line(), lines.kept());
        if (level >= 0) {
            boundary(level);
        } else if (header != null && lines.isBlank()) {
            endHeader(lines.end());
        } else if (header != null) {
            header.add(lines.line(), lines.kept());
        }
        // RFC 2046 5.1.1: the line break before a boundary belongs to the boundary
        contentEnd = lines.end() - lines.lineBreak();
    }

    private void boundary(int level) {
        finish(contentEnd);
        closeAbove(level, contentEnd);
        Boundaries.Level multipart = open.get(level);
        if (open.isClosing(lines.line(), lines.kept(), level)) {
            close(contentEnd);
            return; // the epilogue
        }
        multipart.sawPart();
        begin(multipart.entity().depth() + 1, multipart.entity().usualPart());
    }

    private void begin(int level, String type) {
        if (level > MAX_DEPTH) {
            throw new MessageLimitException("parts lie deeper than " + MAX_DEPTH + " levels");
        }
        header = new HeaderLines();
        headStart = lines.end();
        depth = level;
        usual = type;
    }

    private void endHeader(long start) {
        Entity entity = Entity.of(counted(header.block()), depth, usual);
        header = null;
        bodyStart = start;
        if (entity.boundary().isPresent()) {
            open.push(entity, headStart, start); // the preamble follows
        } else if (entity.isMessage()) {
            begin(depth + 1, "text/plain");
        } else {
            body = entity;
        }
    }

    private List<Header> counted(HeaderBlock block) {
        fields += block.size();
        headerOctets += block.length();
        if (fields > MAX_FIELDS || headerOctets > MAX_HEADERS) {
            throw new MessageLimitException("the parts have more than " + MAX_FIELDS + " header fields or "
                    + MAX_HEADERS + " octets of header");
        }
        return block.fields();
    }

    /** Ends the header or the body that is being read. */
    private void finish(long end) {
        if (header != null) {
            Entity entity = Entity.of(counted(header.block()), depth, usual);
            header = null;
            leaf(entity, headStart, end, end);
        } else if (body != null) {
            leaf(body, headStart, bodyStart, end);
        }
        body = null;
    }

    private void closeAbove(int level, long end) {
        while (open.size() > level + 1) {
            close(end);
        }
    }

    private void close(long end) {
        Boundaries.Level multipart = open.closeInnermost();
        if (!multipart.hasPart()) {
            leaf(multipart.entity(), multipart.head(), multipart.start(), end);
        }
    }

    private void leaf(Entity entity, long head, long start, long end) {
        if (leaves.size() == MAX_PARTS) {
            throw new MessageLimitException("a message has more than " + MAX_PARTS + " parts");
        }
        leaves.add(new Leaf(entity, head, Math.max(head, start), Math.max(Math.max(head, start), end)));
    }
}
