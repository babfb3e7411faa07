package org.postrider.mime;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Decodes base64 (RFC 2045 6.8). Characters outside the alphabet are passed over; padding ends a group, and what
 * follows it is decoded as well, so that no program sees more of an attachment than a scanner does.
 */
final class Base64Stream extends DecodingStream {

    private static final byte[] VALUES = values();

    private int bits;
    private int count;

    Base64Stream(InputStream encoded) {
        super(encoded);
    }

    private static byte[] values() {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }

    @Override
    public int read() throws IOException {
        while (count < 8) {
            int c = next();
            if (c < 0) {
                return -1;
            }
            if (c == '=') {
                count = 0; // RFC 2045 6.8: the bits that are left over are none of the data
            } else if (VALUES[c] >= 0) {
                bits = bits << 6 | VALUES[c];
                count += 6;
            }
        }
        count -= 8;
        return bits >> count & 0xff;
    }
}
