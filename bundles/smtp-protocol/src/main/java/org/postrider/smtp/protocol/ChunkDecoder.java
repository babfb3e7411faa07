package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;

/**
 * Takes the chunks of one message, RFC 3030 4.2: as many octets as were announced, whatever they are. Dots mean nothing
 * here. A line may go on, and a CRLF may be divided, from one chunk to the next.
 */
final class ChunkDecoder implements BodyDecoder {

    private final StrictLines lines;
    private int rest;
    private boolean last;

    /** @param binary whether the body was declared BINARYMIME */
    ChunkDecoder(boolean binary) {
        this.lines = new StrictLines(binary);
    }

    @Override
    public void begin(Chunk chunk) {
        rest = chunk.octets();
        last = chunk.last();
    }

    @Override
    public boolean decode(ByteBuffer input, Consumer<ByteBuffer> sink) {
        int taken = Math.min(rest, input.remaining());
        ByteBuffer bytes = input.slice(input.position(), taken).order(ByteOrder.LITTLE_ENDIAN);
        input.position(input.position() + taken);
        rest -= taken;
        lines.decode(bytes, sink);
        if (rest == 0 && last) {
            lines.end(sink);
        }
        return rest == 0;
    }

    @Override
    public boolean endsMessage() {
        return last;
    }

    @Override
    public boolean isBounded() {
        return true;
    }

    @Override
    public boolean hasBareBreak() {
        return lines.hasBareBreak();
    }

    @Override
    public long longestLine() {
        return lines.longestLine();
    }
}
