package org.postrider.delivery.remote;

import java.io.IOException;
import java.io.InputStream;
import org.postrider.api.message.Message;

/**
 * Where a message has octets outside ASCII. Read only when a server does not offer what the client declared.
 *
 * @param header in the header
 * @param body in the body
 */
record ContentScan(boolean header, boolean body) {

    static ContentScan of(Message message) throws IOException {
        byte[] block = new byte[64 * 1024];
        boolean header = false;
        boolean inHeader = true;
        int last = '\n'; // of the octets before, without CR
        try (InputStream in = message.open()) {
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                for (int i = 0; i < n; i++) {
                    byte b = block[i];
                    if (b < 0 && !inHeader) {
                        return new ContentScan(header, true);
                    }
                    header |= b < 0;
                    inHeader &= !(b == '\n' && last == '\n'); // the empty line
                    last = b == '\r' ? last : b;
                }
            }
        }
        return new ContentScan(header, false);
    }
}
