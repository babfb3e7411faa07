package org.postrider.filter.milter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.postrider.bridge.PeerException;

/** Reads the payload of a packet from its beginning to its end. */
final class PayloadReader {

    private final Packet packet;
    private final ByteBuffer octets;

    PayloadReader(Packet packet) {
        this.packet = packet;
        this.octets = ByteBuffer.wrap(packet.payload());
    }

    boolean hasMore() {
        return octets.hasRemaining();
    }

    /** A number of 32 bits. */
    int number() {
        if (octets.remaining() < Integer.BYTES) {
            throw new PeerException("packet " + packet.name() + " ends within a number");
        }
        return octets.getInt();
    }

    /** Text up to a NUL: UTF-8, or octet by octet what is none. */
    String text() {
        int start = octets.position();
        while (octets.hasRemaining()) {
            if (octets.get() == 0) {
                return decoded(start, octets.position() - 1);
            }
        }
        throw new PeerException("packet " + packet.name() + " ends within a text");
    }

    private String decoded(int from, int to) {
        ByteBuffer text = octets.duplicate().position(from).limit(to);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            return new String(packet.payload(), from, to - from, StandardCharsets.ISO_8859_1);
        }
    }

    /** Nothing may follow. */
    void end() {
        if (octets.hasRemaining()) {
            throw new PeerException("packet " + packet.name() + " has " + octets.remaining() + " octets too many");
        }
    }
}
