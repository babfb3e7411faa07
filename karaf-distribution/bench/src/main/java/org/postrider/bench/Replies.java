package org.postrider.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.postrider.api.smtp.Reply;
import org.postrider.smtp.protocol.client.MalformedReplyException;
import org.postrider.smtp.protocol.client.ReplyDecoder;
import org.postrider.smtp.protocol.client.ReplyLimits;

/** Turns what a server sends into replies, within the usual limits. */
final class Replies extends ByteToMessageDecoder {

    private final ReplyDecoder decoder = new ReplyDecoder(ReplyLimits.USUAL);

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws MalformedReplyException {
        ByteBuffer bytes = in.nioBuffer();
        Optional<Reply> reply = decoder.decode(bytes);
        in.skipBytes(in.readableBytes() - bytes.remaining());
        reply.ifPresent(out::add);
    }
}
