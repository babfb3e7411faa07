package org.postrider.bench;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.postrider.api.smtp.Reply;

/**
 * The transactions of one session, one after the other. With PIPELINING (RFC 2920) the commands of a transaction go out
 * together, and those of the next one with the message of this one.
 */
final class Mailing {

    private enum Phase { IDLE, ENVELOPE, MESSAGE, RSET, OVER }

    private final Script script;
    private final Pace pace;
    private final Lane lane;
    private final boolean lmtp;
    private final Runnable end;

    private Phase phase = Phase.IDLE;
    private int left;
    private long message;
    private OptionalLong announced = OptionalLong.empty();
    private int written;
    private int answered;
    private int accepted;
    private boolean started;
    private boolean failed;
    private int results;
    private long sentAt;

    /** @param end called when there is nothing more to send over this connection */
    Mailing(Script script, Pace pace, Lane lane, boolean lmtp, Runnable end) {
        this.script = script;
        this.pace = pace;
        this.lane = lane;
        this.lmtp = lmtp;
        this.end = end;
        this.left = pace.perConnection() == 0 ? Integer.MAX_VALUE : pace.perConnection();
    }

    /** Begins the next transaction, when its time has come; or ends the session. */
    void next(ChannelHandlerContext ctx) {
        phase = Phase.IDLE;
        OptionalLong ticket = take();
        if (ticket.isEmpty()) {
            phase = Phase.OVER;
            end.run();
            return;
        }
        long wait = lane.delay(ticket.getAsLong());
        if (wait == 0) {
            begin(ctx, ticket.getAsLong());
        } else {
            ctx.executor().schedule(() -> beginLate(ctx, ticket.getAsLong()), wait, TimeUnit.NANOSECONDS);
        }
    }

    private OptionalLong take() {
        OptionalLong ticket = left-- > 0 ? lane.take() : OptionalLong.empty();
        ticket.ifPresent(number -> lane.begun());
        return ticket;
    }

    private void beginLate(ChannelHandlerContext ctx, long ticket) {
        if (ctx.channel().isActive()) {
            begin(ctx, ticket);
        }
    }

    private void begin(ChannelHandlerContext ctx, long ticket) {
        enter(ticket);
        ByteBuf out = ctx.alloc().ioBuffer();
        announce(ticket, pace.pipelining() ? script.commands() : 1, out);
        ctx.writeAndFlush(out);
    }

    private void enter(long ticket) {
        phase = Phase.ENVELOPE;
        message = ticket;
        answered = 0;
        accepted = 0;
        started = false;
        failed = false;
    }

    private void announce(long ticket, int commands, ByteBuf out) {
        for (written = 0; written < commands; written++) {
            script.command(ticket, written, out);
        }
    }

    /** Whether a reply is being waited for. */
    boolean isWaiting() {
        return phase == Phase.ENVELOPE || phase == Phase.MESSAGE || phase == Phase.RSET;
    }

    /** Takes the next reply; false if none was to come. */
    boolean reply(ChannelHandlerContext ctx, Reply reply) {
        switch (phase) {
            case ENVELOPE -> envelope(ctx, reply);
            case MESSAGE -> result(ctx, reply);
            case RSET -> next(ctx);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void envelope(ChannelHandlerContext ctx, Reply reply) {
        int index = answered++;
        boolean last = index == script.commands() - 1;
        boolean good = last ? reply.code() == 354 : reply.isPositive();
        if (!good) {
            failed |= index == 0 || last; // one recipient less does not make the message fail
            lane.failure(reply);
        } else if (index > 0 && !last) {
            accepted++;
        }
        started |= last && good;
        if (last || written == answered && failed && !pace.pipelining()) {
            afterEnvelope(ctx);
        } else if (written == answered) {
            ByteBuf out = ctx.alloc().ioBuffer();
            script.command(message, written++, out);
            ctx.writeAndFlush(out);
        }
    }

    private void afterEnvelope(ChannelHandlerContext ctx) {
        if (started) {
            send(ctx);
        } else {
            reset(ctx);
        }
    }

    /** RFC 2920 3.1: DATA may be accepted although no recipient was; then there is nothing to say. */
    private void send(ChannelHandlerContext ctx) {
        failed |= accepted == 0;
        ByteBuf out = ctx.alloc().ioBuffer(failed ? 128 : script.template().size() + 256);
        if (failed) {
            Template.writeNothing(out);
        } else {
            script.template().write(message, out);
        }
        phase = Phase.MESSAGE;
        results = lmtp ? accepted : 1; // RFC 2033 4.2: a reply for each recipient that was accepted
        announced = failed || !pace.isEager() ? OptionalLong.empty() : take();
        announced.ifPresent(ticket -> announce(ticket, script.commands(), out));
        sentAt = System.nanoTime();
        ctx.writeAndFlush(out);
        if (results == 0) {
            reset(ctx);
        }
    }

    private void result(ChannelHandlerContext ctx, Reply reply) {
        if (!reply.isPositive()) {
            failed = true;
            lane.failure(reply);
        }
        if (--results > 0) {
            return;
        }
        if (failed) {
            lane.refused();
        } else {
            lane.acknowledged(System.nanoTime() - sentAt);
        }
        if (announced.isPresent()) {
            enter(announced.getAsLong());
            announced = OptionalLong.empty();
        } else {
            next(ctx);
        }
    }

    private void reset(ChannelHandlerContext ctx) {
        lane.refused();
        phase = Phase.RSET;
        ByteBuf out = ctx.alloc().ioBuffer();
        Script.line("RSET", out);
        ctx.writeAndFlush(out);
    }
}
