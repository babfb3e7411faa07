package org.postrider.filter.milter;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.postrider.bridge.Deadline;
import org.postrider.bridge.PeerException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Commands to a milter and its replies, after the options were negotiated. What needs no reply is kept and goes out with
 * what does.
 */
final class Line implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final char MACROS = 'D';
    private static final char ABORT = 'A';
    private static final char QUIT = 'Q';
    private static final char QUIT_NEW_CONNECTION = 'K';
    private static final int MAX_REPLIES = 10_000;
    private static final Consumer<Amendment> NONE = amendment -> {
        throw new PeerException("it wants to change the message before its end");
    };

    private final PacketConnection connection;
    private final MilterSettings settings;
    private final Outgoing outgoing = new Outgoing();
    private final Terms terms;

    private Line(PacketConnection connection, MilterSettings settings, Deadline deadline) throws IOException {
        this.connection = connection;
        this.settings = settings;
        outgoing.add(Terms.offer(settings.version()));
        flush(deadline);
        this.terms = Terms.of(connection.read(deadline.within(settings.commandTimeout())), settings.version());
    }

    static Line open(MilterSettings settings, Deadline deadline) throws IOException {
        PacketConnection connection =
                PacketConnection.open(settings.socket(), deadline.within(settings.connectTimeout()));
        try {
            return new Line(connection, settings, deadline);
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    Terms terms() {
        return terms;
    }

    /** Sends the values of the macros that the milter wants at a step. */
    void macros(Step step, Macros known) {
        if (terms.wants(step)) {
            List<String> names = terms.symbols().getOrDefault(step, Macros.usual(step));
            Payload payload = new Payload().octet(step.command());
            Map<String, String> values = known.values(names);
            values.forEach((name, value) -> payload.text(name).text(value));
            if (!values.isEmpty()) {
                outgoing.add(payload.as(MACROS));
            }
        }
    }

    /** Sends a command, where the milter wants it, and returns its answer; CONTINUE where there is none. */
    MilterReply ask(Step step, Payload payload, Deadline deadline) throws IOException {
        return ask(step, payload, deadline, NONE);
    }

    /** The end of a message, with the changes that the milter wants. */
    MilterReply askAtEnd(Deadline deadline, Consumer<Amendment> amendments) throws IOException {
        return ask(Step.END, new Payload(), deadline, amendments);
    }

    private MilterReply ask(Step step, Payload payload, Deadline deadline, Consumer<Amendment> amendments)
            throws IOException {
        if (!terms.wants(step)) {
            return Disposition.CONTINUE;
        }
        if (connection.isAhead()) {
            throw new PeerException("it answers before it is asked");
        }
        outgoing.add(payload.as(step.command()));
        if (!terms.replies(step)) {
            if (outgoing.isFull()) {
                flush(deadline);
            }
            return Disposition.CONTINUE;
        }
        flush(deadline);
        return reply(step, deadline, amendments);
    }

    private MilterReply reply(Step step, Deadline deadline, Consumer<Amendment> amendments) throws IOException {
        Duration patience = step == Step.END ? settings.endOfMessageTimeout() : settings.commandTimeout();
        for (int i = 0; i < MAX_REPLIES; i++) {
            MilterReply reply = ReplyDecoder.decode(connection.read(deadline.within(patience)));
            if (reply instanceof Amendment amendment) {
                check(amendment);
                amendments.accept(amendment);
            } else if (reply == Disposition.SKIP && (step != Step.BODY || !terms.maySkip())) {
                throw new PeerException("it answers " + step + " with SKIP");
            } else if (reply != Disposition.PROGRESS) {
                return reply;
            }
        }
        throw new PeerException("it answers with more than " + MAX_REPLIES + " packets");
    }

    private void check(Amendment amendment) {
        if (!terms.allows(amendment)) {
            throw new PeerException("it wants " + amendment.getClass().getSimpleName() + ", which was not negotiated");
        }
    }

    /** The message is not continued. */
    void abort() {
        outgoing.add(new Packet(ABORT));
    }

    /** The session is over and another begins; false if the milter does not know that command. */
    boolean renew() {
        boolean known = terms.version() >= Terms.NEWEST;
        if (known) {
            outgoing.add(new Packet(QUIT_NEW_CONNECTION));
        }
        return known;
    }

    /** Says goodbye, as far as the milter listens, and closes. */
    void quit(Deadline deadline) {
        try {
            outgoing.add(new Packet(QUIT));
            flush(deadline);
        } catch (IOException e) {
            LOG.debug("{}: no goodbye", settings.socket(), e);
        } finally {
            close();
        }
    }

    private void flush(Deadline deadline) throws IOException {
        ByteBuffer octets = outgoing.take();
        connection.write(octets, deadline.within(settings.commandTimeout()));
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (IOException e) {
            LOG.debug("{}: not closed", settings.socket(), e);
        }
    }
}
