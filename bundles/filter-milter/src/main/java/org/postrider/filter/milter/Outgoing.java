package org.postrider.filter.milter;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Packets that wait to be sent. */
final class Outgoing {

    private static final int FULL = 64 * 1024;

    private ByteArrayOutputStream octets = new ByteArrayOutputStream(512);

    void add(Packet packet) {
        int length = packet.payload().length + 1;
        octets.writeBytes(ByteBuffer.allocate(Packet.LENGTH_OCTETS).putInt(length).array());
        octets.write(packet.type());
        octets.writeBytes(packet.payload());
    }

    /** Whether it is time to send what is there. */
    boolean isFull() {
        return octets.size() >= FULL;
    }

    /** All of them; none is left. */
    ByteBuffer take() {
        ByteBuffer all = ByteBuffer.wrap(octets.toByteArray());
        octets = new ByteArrayOutputStream(512);
        return all;
    }
}
