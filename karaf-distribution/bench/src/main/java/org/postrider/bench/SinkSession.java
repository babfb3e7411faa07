package org.postrider.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslContext;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.postrider.smtp.protocol.CommandFramer;
import org.postrider.smtp.protocol.DataDecoder;

/** One session of the sink: as much of SMTP and LMTP as a generator of load needs, with strict line ends. */
final class SinkSession extends ByteToMessageDecoder {

    private static final int LINE = 2_048;
    private static final int DROPPED = 65_536;
    private static final int MOST_RECIPIENTS = 1_000;

    private final SinkOptions options;
    private final SinkTally tally;
    private final Optional<SslContext> tls;
    private final Runnable counted;
    private final CommandFramer framer = new CommandFramer(LINE, DROPPED);
    private final byte[] beginning = new byte[512];
    private int begun;
    private DataDecoder data;
    private boolean lmtp;
    private boolean mail;
    private boolean waiting;
    private boolean secure;
    private int recipients;

    /** @param counted called after each message that was taken */
    SinkSession(SinkOptions options, SinkTally tally, Optional<SslContext> tls, Runnable counted) {
        this.options = options;
        this.tally = tally;
        this.tls = tls;
        this.counted = counted;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        say(ctx, "220 localhost sink");
        ctx.flush();
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        ByteBuffer bytes = in.nioBuffer();
        while (bytes.hasRemaining() && !waiting && ctx.channel().isOpen()) {
            if (data == null) {
                command(ctx, bytes);
            } else if (data.decode(bytes, this::keep)) {
                data = null;
                received(ctx);
            }
        }
        in.skipBytes(in.readableBytes() - bytes.remaining());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) throws Exception {
        ctx.flush();
        super.channelReadComplete(ctx);
    }

    private void keep(ByteBuffer piece) {
        int length = Math.min(piece.remaining(), beginning.length - begun);
        piece.get(beginning, begun, length);
        begun += length;
    }

    private void command(ChannelHandlerContext ctx, ByteBuffer bytes) {
        switch (framer.next(bytes)) {
            case LINE -> {
                String line = StandardCharsets.ISO_8859_1.decode(framer.line()).toString();
                verb(ctx, line.split(" ", 2)[0].toUpperCase(Locale.ROOT), bytes.hasRemaining());
            }
            case TOO_LONG, BARE_BREAK -> say(ctx, "500 no such line");
            case ENDLESS -> ctx.close();
            default -> { }
        }
    }

    private void verb(ChannelHandlerContext ctx, String verb, boolean more) {
        switch (verb) {
            case "EHLO", "HELO", "LHLO" -> hello(ctx, verb);
            case "MAIL" -> {
                mail = true;
                recipients = 0;
                say(ctx, "250 ok");
            }
            case "RCPT" -> rcpt(ctx);
            case "DATA" -> data(ctx);
            case "RSET" -> {
                reset();
                say(ctx, "250 ok");
            }
            case "NOOP" -> say(ctx, "250 ok");
            case "STARTTLS" -> encrypt(ctx, more);
            case "QUIT" -> ctx.writeAndFlush(line(ctx, "221 bye")).addListener(ChannelFutureListener.CLOSE);
            default -> say(ctx, "502 not in a sink");
        }
    }

    private void hello(ChannelHandlerContext ctx, String verb) {
        lmtp = verb.equals("LHLO");
        reset();
        boolean offer = tls.isPresent() && !secure;
        say(ctx, verb.equals("HELO") ? "250 localhost"
                : "250-localhost\r\n" + (offer ? "250-STARTTLS\r\n" : "") + "250-8BITMIME\r\n250 PIPELINING");
    }

    private void rcpt(ChannelHandlerContext ctx) {
        boolean good = mail && recipients < MOST_RECIPIENTS;
        recipients += good ? 1 : 0;
        say(ctx, good ? "250 ok" : mail ? "452 too many" : "503 MAIL first");
    }

    private void data(ChannelHandlerContext ctx) {
        if (recipients == 0) {
            say(ctx, "503 RCPT first");
            return;
        }
        data = new DataDecoder();
        begun = 0;
        say(ctx, "354 go on");
    }

    private void encrypt(ChannelHandlerContext ctx, boolean more) {
        if (more) { // RFC 3207 6: nothing that came in the clear is taken for encrypted
            ctx.close();
            return;
        }
        if (tls.isEmpty() || secure) {
            say(ctx, "502 not in a sink");
            return;
        }
        secure = true;
        ByteBuf reply = line(ctx, "220 go on");
        ctx.pipeline().addFirst(tls.get().newHandler(ctx.alloc()));
        ctx.pipeline().firstContext().writeAndFlush(reply); // in the clear, past the handler that was just added
    }

    private void received(ChannelHandlerContext ctx) {
        if (options.delay().isZero()) {
            answer(ctx);
            return;
        }
        waiting = true;
        ctx.channel().config().setAutoRead(false);
        ctx.executor().schedule(() -> goOn(ctx), options.delay().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void goOn(ChannelHandlerContext ctx) {
        waiting = false;
        answer(ctx);
        try {
            channelRead(ctx, Unpooled.EMPTY_BUFFER); // what came meanwhile
        } catch (Exception e) {
            ctx.close();
        }
        ctx.flush();
        ctx.channel().config().setAutoRead(!waiting);
    }

    private void answer(ChannelHandlerContext ctx) {
        boolean refused = tally.refuses(options.rejects());
        if (!refused) {
            tally.accepted(BenchId.in(beginning, begun));
        }
        for (int i = lmtp ? recipients : 1; i > 0; i--) {
            say(ctx, refused ? "451 refused as asked" : "250 ok");
        }
        reset();
        if (!refused) {
            counted.run();
        }
    }

    private void reset() {
        mail = false;
        recipients = 0;
    }

    private static void say(ChannelHandlerContext ctx, String line) {
        ctx.write(line(ctx, line));
    }

    private static ByteBuf line(ChannelHandlerContext ctx, String line) {
        return ctx.alloc().ioBuffer().writeBytes((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
