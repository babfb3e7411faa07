package org.postrider.smtp.server;

import java.nio.ByteBuffer;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** What a client sent and its session has not taken yet. Used on the event loop. */
final class HeldInput {

    private ByteBuf held;

    boolean isEmpty() {
        return held == null;
    }

    /** More came, which is released in time. */
    void add(ByteBuf next, ByteBufAllocator allocator) {
        held = held == null ? next : joined(held, next, allocator);
    }

    private static ByteBuf joined(ByteBuf first, ByteBuf second, ByteBufAllocator allocator) {
        ByteBuf both = allocator.ioBuffer(first.readableBytes() + second.readableBytes());
        both.writeBytes(first).writeBytes(second);
        first.release();
        second.release();
        return both;
    }

    /** All of it; only where it is not empty, and valid until {@link #keepLast}. */
    ByteBuffer view() {
        return held.nioBuffer();
    }

    /** All but so many octets at the end have been taken; the connection may have ended meanwhile, and all is released. */
    void keepLast(int octets) {
        if (held == null) {
            return;
        }
        held.skipBytes(held.readableBytes() - octets);
        if (octets == 0) {
            release();
        }
    }

    void release() {
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
