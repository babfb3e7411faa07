package org.postrider.filter.milter;

/**
 * One packet of the protocol; on the wire a length of four octets, that of type and payload, goes before it.
 *
 * @param type which command or reply it is
 * @param payload what follows the type; not modified
 */
record Packet(char type, byte[] payload) {

    static final int LENGTH_OCTETS = 4;
    /** Longer ones are not taken: that is sixteen times a chunk of a body. */
    static final int MAX_OCTETS = 1024 * 1024;

    Packet(char type) {
        this(type, new byte[0]);
    }

    /** As it is named in errors. */
    String name() {
        return type > ' ' && type < 0x7f ? "'" + type + "'" : "0x" + Integer.toHexString(type);
    }
}
