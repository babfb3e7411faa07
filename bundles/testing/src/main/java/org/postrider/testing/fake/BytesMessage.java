package org.postrider.testing.fake;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.postrider.api.message.Header;
import org.postrider.api.message.Message;
import org.postrider.api.message.Part;

/** A message that is an array of bytes, well-formed, its body one part of plain text. */
public final class BytesMessage implements Message {

    private final byte[] bytes;

    public BytesMessage(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A message from lines that end in CRLF. */
    public BytesMessage(String text) {
        this(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public InputStream open() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        String block = text().substring(0, headerEnd());
        for (String field : block.split("\r\n(?![ \t])")) {
            int colon = field.indexOf(':');
            if (colon > 0) {
                headers.add(new Header(field.substring(0, colon), field.substring(colon + 1)));
            }
        }
        return headers;
    }

    @Override
    public Stream<Part> parts() {
        byte[] body = text().substring(Math.min(bytes.length, headerEnd() + 4)).getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(new Whole(headers(), body));
    }

    private int headerEnd() {
        int end = text().indexOf("\r\n\r\n");
        return end < 0 ? bytes.length : end;
    }

    private String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private record Whole(List<Header> headers, byte[] body) implements Part {
        @Override
        public String contentType() {
            return "text/plain";
        }

        @Override
        public Map<String, String> contentTypeParameters() {
            return Map.of();
        }

        @Override
        public String fileName() {
            return "";
        }

        @Override
        public int depth() {
            return 0;
        }

        @Override
        public long size() {
            return body.length;
        }

        @Override
        public InputStream open() {
            return new ByteArrayInputStream(body);
        }
    }
}
