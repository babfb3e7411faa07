package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.util.function.Consumer;

/** Finds the end of what a client sends of a message, and gives out the message. */
interface BodyDecoder {

    /**
     * Takes input up to the end of the data or of the chunk, or to the end of the input.
     *
     * @param sink is given slices of the message, which are valid during its call
     * @return whether that end was reached; what follows is left in the input
     */
    boolean decode(ByteBuffer input, Consumer<ByteBuffer> sink);

    /** A chunk is to be decoded next; only where a message comes in chunks. */
    default void begin(Chunk chunk) {
        throw new IllegalStateException("DATA has no chunks");
    }

    /** Whether the message ends where the data or the chunk does. */
    boolean endsMessage();

    /** Whether it is known how many octets follow. */
    default boolean isBounded() {
        return false;
    }

    /** Whether a CR without LF or a LF without CR was seen where neither is allowed. */
    boolean hasBareBreak();

    /** Octets of the longest line so far, the one that has not ended included. */
    long longestLine();
}
