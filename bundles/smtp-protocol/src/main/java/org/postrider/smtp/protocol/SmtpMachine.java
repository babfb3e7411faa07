package org.postrider.smtp.protocol;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;

import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.TlsInfo;

/**
 * The server's side of one SMTP session: bytes in, replies out. Used from one thread at a time; never blocks.
 *
 * <pre>
 * open
 *   receive*     with what the client sent; again with what it left, after Wire.resume
 *   dismiss      at any time: the client is to go, when its transaction has ended
 *   close        at any time: the client is to go now
 * hangUp         when the connection is gone, however that came about
 * </pre>
 */
public final class SmtpMachine {

    private static final int MAX_BARE_BREAKS = 3;
    private static final Reply TOO_EARLY = Reply.of(554, "5.5.0", "You talk before it is your turn");
    private static final Reply TOO_LONG = Reply.of(500, "5.5.2", "Line too long");
    private static final Reply BARE_BREAK = Reply.of(500, "5.5.2", "Lines must end in CRLF");
    private static final int LONGEST_COMMAND = SmtpLimits.COMMAND_LINE + Extensions.MAX_OCTETS
            + Math.max(new MailVerb().extraOctets(), new RcptVerb().extraOctets());

    private final Dialogue dialogue;
    private CommandFramer framer = framer(LONGEST_COMMAND);
    private int bareBreaks;
    private long commands;
    private boolean groupEnded;

    /** @param executor brings the backend's answers back to the thread that the machine is used from */
    public SmtpMachine(SmtpSettings settings, SmtpBackend backend, Wire wire, Executor executor) {
        this.dialogue = new Dialogue(settings, backend, wire, executor);
    }

    private static CommandFramer framer(int longest) {
        return new CommandFramer(longest, SmtpLimits.ENDLESS_LINE);
    }

    public Phase phase() {
        return dialogue.phase();
    }

    /** Whether input would be looked at now. While it would not, the client should be left waiting. */
    public boolean wantsInput() {
        return switch (dialogue.phase()) {
            case OPENING, COMMAND, RESPONSE -> true;
            case DATA -> dialogue.transfer().body().written().isDone();
            case WAITING, FINISHING, CLOSED -> false;
        };
    }

    /** Whether a transaction is under way. */
    public boolean inTransaction() {
        return dialogue.inTransaction();
    }

    /** How many commands were read so far. */
    public long commands() {
        return commands;
    }

    /**
     * The connection is encrypted from now on. To be called before {@link #open} where TLS is implicit, else when the
     * handshake that STARTTLS asked for has ended; whatever clear text was received and not looked at yet is to be
     * dropped by the caller.
     */
    public void secured(TlsInfo tls) {
        framer = framer(2 * AuthVerb.LINE); // a little more than is allowed, to see what it is
        dialogue.encrypted().done(tls);
    }

    /** The client has connected: it is greeted, or refused. */
    public void open() {
        dialogue.await(dialogue.backend().connect(), Phase.OPENING, dialogue.introduction()::opened);
    }

    /** Takes input as far as it can be dealt with now; the rest is left in the buffer. */
    public void receive(ByteBuffer input) {
        dialogue.turns().receiving(true);
        boolean goOn = true;
        while (goOn && input.hasRemaining()) {
            goOn = take(input);
        }
        dialogue.turns().receiving(false);
    }

    private boolean take(ByteBuffer input) {
        return switch (dialogue.phase()) {
            case OPENING -> tooEarly();
            case COMMAND, RESPONSE -> command(input);
            case WAITING -> groupEnded && tooEarly();
            case DATA -> data(input);
            case FINISHING -> false;
            case CLOSED -> drop(input);
        };
    }

    /** Sends the client away as soon as its transaction, if any, has ended. */
    public void dismiss(Reply reply) {
        dialogue.dismiss(reply);
    }

    /** Sends the client away now; a message that is not acknowledged is dropped. */
    public void close(Reply reply) {
        dialogue.close(reply);
    }

    /** Refuses a complete message that takes too long; does nothing in another phase than FINISHING. */
    public void giveUp(Reply reply) {
        dialogue.giveUp(reply);
    }

    /** Room for others is scarce: from now on the client may err less, and less often say what brings no mail nearer. */
    public void restrict(int errors, int idleCommands) {
        dialogue.tally().restrict(errors, idleCommands);
    }

    /** Takes {@link #restrict} back. */
    public void relent() {
        dialogue.tally().relent();
    }

    /** The connection is gone. */
    public void hangUp() {
        dialogue.hangUp();
    }

    /** RFC 2920 3.1, RFC 5321 4.3.1: what was sent before its time was sent without regard to our replies. */
    private boolean tooEarly() {
        dialogue.close(TOO_EARLY);
        return true;
    }

    private static boolean drop(ByteBuffer input) {
        input.position(input.limit());
        return false;
    }

    private boolean command(ByteBuffer input) {
        switch (framer.next(input)) {
            case LINE -> line(framer.line(), input.hasRemaining());
            case TOO_LONG -> tooLong();
            case BARE_BREAK -> bareBreak();
            case ENDLESS -> dialogue.close(TOO_LONG);
            case INCOMPLETE -> { }
        }
        return true;
    }

    private void tooLong() {
        if (dialogue.phase() == Phase.RESPONSE) {
            AuthVerb.tooLong(dialogue);
        } else {
            dialogue.refuse(TOO_LONG);
        }
    }

    private void bareBreak() {
        if (dialogue.phase() == Phase.RESPONSE) {
            dialogue.login().cancel();
        }
        if (++bareBreaks >= MAX_BARE_BREAKS) {
            dialogue.close(BARE_BREAK);
        } else {
            dialogue.refuse(BARE_BREAK);
        }
    }

    private void line(ByteBuffer line, boolean more) {
        commands++;
        try {
            if (dialogue.phase() == Phase.RESPONSE) {
                response(line, more);
            } else {
                command(line, more);
            }
        } catch (SyntaxFault e) {
            dialogue.refuse(e.reply());
        }
        dialogue.leave();
    }

    private void command(ByteBuffer line, boolean more) throws SyntaxFault {
        int octets = line.remaining() + 2;
        CommandLine command = CommandLine.parse(line);
        Extensions extensions = dialogue.backend().extensions();
        Verb verb = Verbs.find(command.verb(), extensions);
        groupEnded = verb.endsGroup();
        if (octets > SmtpLimits.COMMAND_LINE + verb.extraOctets() + extensions.extraOctets(command.verb())) {
            throw new SyntaxFault(verb.tooLong());
        }
        if (more && groupEnded) {
            dialogue.close(TOO_EARLY);
        } else if (verb.isJunk() && dialogue.tally().junk(verb.isIdle())) {
            dialogue.tooMuch();
        } else {
            verb.run(dialogue, command.argument());
        }
    }

    private void response(ByteBuffer line, boolean more) throws SyntaxFault {
        groupEnded = true;
        if (more) {
            dialogue.close(TOO_EARLY);
        } else {
            AuthVerb.respond(dialogue, StandardCharsets.ISO_8859_1.decode(line).toString());
        }
    }

    private boolean data(ByteBuffer input) {
        BodyReceiver body = dialogue.transfer().body();
        if (!body.written().isDone()) {
            return false;
        }
        boolean ended = body.receive(input);
        if (body.isHopeless()) {
            dialogue.close(body.refusal().get());
        } else if (ended) {
            dialogue.transfer().ended();
        } else {
            dialogue.turns().resumeAfter(body.written());
        }
        return true;
    }
}
