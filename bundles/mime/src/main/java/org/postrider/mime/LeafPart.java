package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

import org.postrider.api.message.Header;
import org.postrider.api.message.Part;

/** A part of a message that is still where it was. */
final class LeafPart implements Part {

    private final Leaf leaf;
    private final ContentSource source;

    LeafPart(Leaf leaf, ContentSource source) {
        this.leaf = leaf;
        this.source = source;
    }

    @Override
    public String contentType() {
        return leaf.entity().type().value();
    }

    @Override
    public Map<String, String> contentTypeParameters() {
        return leaf.entity().type().parameters();
    }

    @Override
    public String fileName() {
        return leaf.entity().fileName();
    }

    @Override
    public List<Header> headers() {
        return leaf.entity().headers();
    }

    @Override
    public int depth() {
        return leaf.entity().depth();
    }

    @Override
    public long size() {
        return leaf.end() - leaf.start();
    }

    @Override
    public InputStream open() throws IOException {
        InputStream section = new Section(source.open(), leaf.start(), size());
        return switch (leaf.entity().encoding()) {
            case "base64" -> new Base64Stream(section);
            case "quoted-printable" -> new QuotedPrintableStream(section);
            default -> section; // RFC 2045 6: 7bit, 8bit, binary, and what nobody knows
        };
    }
}
