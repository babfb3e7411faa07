package org.postrider.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.postrider.api.smtp.Reply;
import org.postrider.bench.Target.Security;
import org.postrider.smtp.protocol.client.Capabilities;
import org.postrider.smtp.protocol.client.MalformedReplyException;

/**
 * One connection: greeting, EHLO, STARTTLS and AUTH if they are wanted, transactions, QUIT. Each reply has a deadline.
 * Whatever ends it early is told to the {@link Lane} once.
 */
final class LoadSession extends SimpleChannelInboundHandler<Reply> {

    private enum Phase { GREETING, HELLO, STARTTLS, AUTH, MAIL, QUIT, ENDED }

    private final Target target;
    private final Pace pace;
    private final Lane lane;
    private final Encryption encryption;
    private final Mailing mailing;
    private Phase phase = Phase.GREETING;
    private boolean secured;
    private long heard = System.nanoTime();
    private ChannelHandlerContext ctx;
    private Future<?> watch;

    LoadSession(Target target, Pace pace, Script script, Lane lane, Encryption encryption) {
        this.target = target;
        this.pace = pace;
        this.lane = lane;
        this.encryption = encryption;
        this.mailing = new Mailing(script, pace, lane, target.lmtp(), this::quit);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        ctx = context;
        secured = target.security() != Security.STARTTLS;
        long every = Math.min(1_000, pace.timeout().toMillis());
        watch = ctx.executor().scheduleAtFixedRate(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    private void look() {
        boolean waiting = phase != Phase.MAIL || mailing.isWaiting();
        if (waiting && System.nanoTime() - heard > pace.timeout().toNanos()) {
            fail("timeout", "no reply within " + pace.timeout().toSeconds() + " s");
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Reply reply) {
        heard = System.nanoTime();
        if (phase == Phase.MAIL) {
            if (!mailing.reply(ctx, reply)) {
                fail("unexpected", "a reply to nothing: " + reply);
            }
        } else if (phase == Phase.QUIT) {
            end();
        } else if (phase != Phase.ENDED) {
            opening(reply);
        }
    }

    /** RFC 5321 4.1.1.1: no mail before a positive reply to EHLO. */
    private void opening(Reply reply) {
        if (!reply.isPositive()) {
            lane.failure(reply);
            end();
            return;
        }
        switch (phase) {
            case GREETING -> {
                lane.greeted();
                say(Phase.HELLO, Script.hello(target.lmtp()));
            }
            case HELLO -> hello(Capabilities.of(reply));
            case STARTTLS -> encrypt();
            default -> mail();
        }
    }

    private void hello(Capabilities offered) {
        if (!secured && offered.offers("STARTTLS")) {
            say(Phase.STARTTLS, "STARTTLS");
        } else if (!secured) {
            fail("no STARTTLS", "the server does not offer STARTTLS");
        } else if (target.login().isPresent()) {
            say(Phase.AUTH, Script.plain(target.login().get()));
        } else {
            mail();
        }
    }

    /** RFC 3207 4.2: all that was learned before is forgotten. */
    private void encrypt() {
        secured = true;
        SslHandler tls = encryption.handler(ctx.alloc(), pace.timeout());
        tls.handshakeFuture().addListener(done -> {
            if (done.isSuccess() && phase == Phase.STARTTLS) {
                say(Phase.HELLO, Script.hello(target.lmtp()));
            }
        });
        ctx.pipeline().addFirst(tls);
    }

    private void mail() {
        phase = Phase.MAIL;
        mailing.next(ctx);
    }

    private void say(Phase next, String line) {
        phase = next;
        heard = System.nanoTime();
        ByteBuf out = ctx.alloc().ioBuffer();
        Script.line(line, out);
        ctx.writeAndFlush(out);
    }

    private void quit() {
        say(Phase.QUIT, "QUIT");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        Throwable reason = cause instanceof DecoderException && cause.getCause() != null ? cause.getCause() : cause;
        if (reason instanceof MalformedReplyException) {
            fail("malformed reply", reason.getMessage());
        } else if (reason instanceof SSLException) {
            fail("TLS", String.valueOf(reason.getMessage()));
        } else {
            fail("connection lost", String.valueOf(reason.getMessage()));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (phase == Phase.QUIT) {
            end();
        } else {
            fail("connection lost", "the server hung up");
        }
        watch.cancel(false);
    }

    private void fail(String kind, String text) {
        if (phase != Phase.ENDED) {
            lane.failure(kind, text);
            end();
        }
    }

    private void end() {
        phase = Phase.ENDED;
        watch.cancel(false);
        ctx.close();
    }
}
