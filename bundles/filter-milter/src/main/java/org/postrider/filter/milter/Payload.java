package org.postrider.filter.milter;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes the payload of a packet. */
final class Payload {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** A number of 32 bits. */
    Payload number(int value) {
        return octet(value >>> 24).octet(value >>> 16).octet(value >>> 8).octet(value);
    }

    /** A number of 16 bits. */
    Payload port(int value) {
        return octet(value >>> 8).octet(value);
    }

    Payload octet(int value) {
        out.write(value);
        return this;
    }

    /** Text and the NUL that ends it. */
    Payload text(String text) {
        return text(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of octets. A NUL among them would end the text for the milter: it becomes a question mark. */
    Payload text(byte[] octets) {
        for (byte octet : octets) {
            out.write(octet == 0 ? '?' : octet);
        }
        return octet(0);
    }

    /** Octets as they are. */
    Payload octets(byte[] octets) {
        out.writeBytes(octets);
        return this;
    }

    byte[] octets() {
        return out.toByteArray();
    }

    Packet as(char type) {
        return new Packet(type, octets());
    }
}
