package org.postrider.smtp.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;
import org.postrider.api.smtp.TurnedConnection;
import org.postrider.net.Deadline;
import org.postrider.net.LingeringClose;
import org.postrider.net.TlsFailure;
import org.postrider.smtp.protocol.Encryption;
import org.postrider.smtp.protocol.Phase;
import org.postrider.smtp.protocol.SmtpMachine;
import org.postrider.smtp.protocol.Wire;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries bytes between a channel and a session. Input that the session cannot take is kept, at most what one read
 * brought, and the channel is read no further until it can. Replies that come of one read go out in one write.
 */
final class SmtpHandler extends ChannelInboundHandlerAdapter implements Wire {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpHandler.class);
    private static final Reply SILENT = Reply.of(421, "4.4.2", "Timeout, closing connection");
    private static final Reply STOPPING = Reply.of(421, "4.3.2", "Service shutting down");

    private final MailSession session;
    private final Greeting greeting;
    private final Patience patience;
    private final Meters meters;
    private final SessionTls tls;
    private final HeldInput input = new HeldInput();
    private final HeldReplies replies = new HeldReplies();
    private SmtpMachine machine;
    private ChannelHandlerContext context;
    private long counted;

    SmtpHandler(MailSession session, Greeting greeting, Patience patience, Meters meters, SessionTls tls) {
        this.session = session;
        this.greeting = greeting;
        this.patience = patience;
        this.meters = meters;
        this.tls = tls;
    }

    /** The session that this handler carries; to be set before the channel is active. */
    void carry(SmtpMachine carried) {
        machine = carried;
    }

    /** Runs the action on the event loop, later. */
    void onLoop(Consumer<SmtpHandler> action) {
        context.executor().execute(() -> action.accept(this));
    }

    /** Whether its session may run code of a bundle; from any thread. */
    boolean uses(long bundle) {
        return session.uses(bundle);
    }

    /** Sends the client away when nothing is under way; on the event loop. */
    void dismiss() {
        machine.dismiss(STOPPING);
        settle();
    }

    /** Holds the client to less, or to what is usual again; on the event loop. */
    void stressed(boolean now) {
        patience.stressed(now, machine);
    }

    /** Sends the client away now; on the event loop. */
    void expel() {
        machine.close(STOPPING);
        settle();
        if (context.isRemoved()) { // it is another's
            context.close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!tls.isImplicit()) {
            greeting.prepare(ctx, this::open);
        } else if (session.isAdmitted()) {
            greeting.await(ctx, tls::begin);
        } else {
            ctx.close(); // a handshake costs more than saying no is worth
        }
    }

    private void open() {
        if (machine.phase() == Phase.OPENING) {
            machine.open();
            settle();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        input.add((ByteBuf) msg, ctx.alloc());
        take();
        if (!input.isEmpty()) {
            ctx.channel().config().setAutoRead(false);
        }
    }

    /** Gives the session what it takes now, and keeps the rest. */
    private void take() {
        ByteBuffer bytes = input.view();
        machine.receive(bytes);
        input.keepLast(bytes.remaining());
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        settle();
    }

    @Override
    public void send(Reply reply) {
        replies.add(reply, context.alloc());
    }

    @Override
    public CompletionStage<Void> after(Duration delay) {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        context.executor().schedule(() -> passed.complete(null), delay.toMillis(), TimeUnit.MILLISECONDS);
        return passed;
    }

    @Override
    public void close() {
        replies.flush(context);
        LingeringClose.close(context.channel());
    }

    @Override
    public Encryption encryption() {
        return tls.offer();
    }

    @Override
    public void encrypt() {
        replies.flush(context);
        tls.begin();
    }

    @Override
    public void handOver(Function<TurnedConnection, CompletionStage<Void>> taker) {
        replies.flush(context);
        patience.leave();
        TurnedChannel.replace(context, taker);
    }

    private void secured(TlsInfo info) {
        meters.encrypted().increment();
        boolean first = machine.phase() == Phase.OPENING;
        machine.secured(info);
        if (first) {
            greeting.prepare(context, this::open);
        } else {
            patience.watch(machine, true); // the time for the next command begins
        }
    }

    @Override
    public void resume() {
        if (!input.isEmpty()) {
            take();
        }
        settle();
    }

    /** Sends what is to be sent, and reads again if that makes sense. */
    private void settle() {
        if (context.isRemoved()) {
            return;
        }
        replies.flush(context);
        long commands = machine.commands() - counted;
        counted += commands;
        meters.commands().add(commands);
        patience.watch(machine, commands > 0);
        if (input.isEmpty() && !context.channel().config().isAutoRead()) {
            context.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == Deadline.STOPPING) {
            dismiss();
        } else if (event == Patience.Missed.FINISH) {
            finishMissed();
        } else if (event instanceof TlsInfo info) {
            secured(info);
        } else if (event instanceof TlsFailure failure) {
            meters.handshakesFailed().increment();
            LOG.debug("TLS handshake failed: {}", failure.reason());
        } else if (event instanceof Deadline) {
            machine.close(SILENT);
            settle();
        } else {
            ctx.fireUserEventTriggered(event);
        }
    }

    /** Once the spool has the message, no reply is right before it answers: then silence makes the client try again. */
    private void finishMissed() {
        if (session.isCommitting()) {
            context.close();
        } else {
            machine.giveUp(Reply.of(451, "4.4.5", "Processing takes too long"));
            settle();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        machine.hangUp();
        patience.stop();
        input.release();
        replies.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) { // a peer that hangs up is no news
            LOG.error("SMTP session failed", cause);
        }
        ctx.close();
    }
}
