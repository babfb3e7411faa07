package org.postrider.mime;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The whole fields at the top of a message that fit into 64 KB. */
final class HeaderExcerpt {

    private static final int MAX_OCTETS = 64 * 1024;

    private HeaderExcerpt() {}

    /** Reads lines until the header ends or the next one no longer fits. */
    static byte[] read(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LineReader lines = new LineReader(in);
        while (lines.next() && !lines.isBlank() && out.size() + lines.kept() <= MAX_OCTETS) {
            out.write(lines.line(), 0, lines.kept());
        }
        return out.toByteArray();
    }
}
