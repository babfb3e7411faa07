package org.postrider.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The few values of ASN.1 that a certificate needs, in DER. */
final class Der {

    static final int SEQUENCE = 0x30;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int BOOLEAN = 0x01;
    static final int OBJECT_IDENTIFIER = 0x06;
    private static final int UTC_TIME = 0x17;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Der() {
    }

    /** A value of this tag that consists of these. */
    static byte[] of(int tag, byte[]... parts) {
        byte[] body = joined(parts);
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (body.length < 0x80) {
            out.write(body.length);
        } else if (body.length < 0x100) {
            out.write(0x81);
            out.write(body.length);
        } else {
            out.write(0x82);
            out.write(body.length >> 8);
            out.write(body.length);
        }
        out.writeBytes(body);
        return out.toByteArray();
    }

    private static byte[] joined(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    /** RFC 5280 4.1.2.5.1: until 2049. */
    static byte[] time(Instant instant) {
        return of(UTC_TIME, TIME.format(instant).getBytes(StandardCharsets.US_ASCII));
    }

    /** An object identifier by its octets. */
    static byte[] id(int... octets) {
        byte[] body = new byte[octets.length];
        for (int i = 0; i < octets.length; i++) {
            body[i] = (byte) octets[i];
        }
        return of(OBJECT_IDENTIFIER, body);
    }
}
