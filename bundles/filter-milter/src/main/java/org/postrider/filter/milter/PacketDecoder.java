package org.postrider.filter.milter;

import java.nio.ByteBuffer;
import java.util.Optional;

import org.postrider.bridge.PeerException;

/** Finds packets in what a milter sends, however it is cut into pieces. Keeps no more than what has come of one packet. */
final class PacketDecoder {

    private static final int FIRST = 4096;

    private final ByteBuffer length = ByteBuffer.allocate(Packet.LENGTH_OCTETS);
    private ByteBuffer octets;

    /**
     * Takes octets up to the end of a packet.
     *
     * @return the packet; empty if more octets are needed
     * @throws PeerException if the octets are no packet, or one that is too long
     */
    Optional<Packet> take(ByteBuffer input) {
        while (length.hasRemaining() && input.hasRemaining()) {
            length.put(input.get());
        }
        if (length.hasRemaining()) {
            return Optional.empty();
        }
        int size = size();
        keep(input, size);
        if (octets.position() < size) {
            return Optional.empty();
        }
        Packet packet = packet();
        length.clear();
        octets = null;
        return Optional.of(packet);
    }

    private int size() {
        int size = length.getInt(0);
        if (size < 1 || size > Packet.MAX_OCTETS) {
            throw new PeerException("a packet has 1 to " + Packet.MAX_OCTETS + " octets, not "
                    + Integer.toUnsignedString(size));
        }
        return size;
    }

    /** A length that is promised takes no memory until the octets come. */
    private void keep(ByteBuffer input, int size) {
        if (octets == null) {
            octets = ByteBuffer.allocate(Math.min(size, FIRST));
        }
        int count = Math.min(input.remaining(), size - octets.position());
        if (octets.remaining() < count) {
            int room = Math.min(size, Math.max(2 * octets.capacity(), octets.position() + count));
            octets = ByteBuffer.allocate(room).put(octets.flip());
        }
        octets.put(input.slice().limit(count));
        input.position(input.position() + count);
    }

    private Packet packet() {
        octets.flip();
        char type = (char) (octets.get() & 0xff);
        byte[] payload = new byte[octets.remaining()];
        octets.get(payload);
        return new Packet(type, payload);
    }
}
