package org.postrider.smtp.protocol.client;

import java.io.IOException;
import java.io.InputStream;
import org.postrider.api.message.Message;

/** What of a message a server may be unable to take. Read only when it does not offer what the client declared. */
final class ContentScan {
    private static final int MAX_LINE = 998; // RFC 5321 4.5.3.1.6, without CRLF

    private boolean header;
    private boolean body;
    private boolean binary;
    private boolean inHeader = true;
    private boolean afterCr;
    private long line;

    private ContentScan() {}

    static ContentScan of(Message message) throws IOException {
        ContentScan scan = new ContentScan();
        byte[] block = new byte[64 * 1024];
        try (InputStream in = message.open()) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                for (int i = 0; i < n; i++) {
                    scan.octet(block[i]);
                }
            }
        }
        scan.binary |= scan.afterCr;
        return scan;
    }

    /** Whether the header has octets outside ASCII. */
    boolean header() {
        return header;
    }

    /** Whether the body has octets outside ASCII. */
    boolean body() {
        return body;
    }

    /** Whether it is not made of lines as DATA carries them: NUL, a CR or LF that stands alone, or lines too long. */
    boolean binary() {
        return binary;
    }

    private void octet(byte b) {
        if (b == '\n') {
            binary |= !afterCr;
            inHeader &= line > 0;
            line = 0;
        } else {
            binary |= afterCr || b == 0;
            line += b == '\r' ? 0 : 1;
            binary |= line > MAX_LINE;
            header |= b < 0 && inHeader;
            body |= b < 0 && !inHeader;
        }
        afterCr = b == '\r';
    }
}
