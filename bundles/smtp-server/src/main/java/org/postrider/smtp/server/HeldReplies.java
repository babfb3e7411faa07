package org.postrider.smtp.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.ReplyEncoder;

/** Replies that go out together, in one write (RFC 2920 3.2). Used on the event loop. */
final class HeldReplies {

    private static final int USUAL_OCTETS = 256;

    private ByteBuf held;

    void add(Reply reply, ByteBufAllocator allocator) {
        if (held == null) {
            held = allocator.ioBuffer(USUAL_OCTETS);
        }
        held.writeBytes(ReplyEncoder.encode(reply));
    }

    void flush(ChannelHandlerContext context) {
        if (held != null) {
            context.writeAndFlush(held, context.voidPromise());
            held = null;
        }
    }

    void release() {
        if (held != null) {
            held.release();
            held = null;
        }
    }
}
