package org.postrider.filter.milter;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;
import org.postrider.bridge.Deadline;

/**
 * One SMTP session as one milter hears of it. At each call the milter is first told what it has not been told yet: so it is
 * no matter at which stages it takes part, or whether its connection was lost between two of them. For one thread at a time.
 */
final class MilterSession {

    private static final int CHUNK = 65_535;

    private final MilterSettings settings;
    private final Session session;
    private final Line line;
    private final Deadline deadline;
    private final Told told;

    /** @param deadline of the call for which the milter is told something */
    MilterSession(MilterSettings settings, Session session, Line line, Told told, Deadline deadline) {
        this.settings = settings;
        this.session = session;
        this.line = line;
        this.told = told;
        this.deadline = deadline;
    }

    MilterReply connect() throws IOException {
        if (!told.connected()) {
            line.macros(Step.CONNECT, Macros.of(session, settings));
            MilterReply reply = line.ask(Step.CONNECT, MilterClient.connect(session), deadline);
            told.connected(reply);
        }
        return told.ofSession();
    }

    MilterReply helo(String name) throws IOException {
        MilterReply before = connect();
        if (before != Disposition.CONTINUE) {
            return before;
        }
        abort();
        line.macros(Step.HELO, Macros.of(session, settings));
        MilterReply reply = line.ask(Step.HELO, new Payload().text(name), deadline);
        told.greeted(name, reply);
        return reply;
    }

    private MilterReply greeted() throws IOException {
        Optional<String> name = session.helo().filter(said -> !told.greetedAs(said));
        return name.isPresent() ? helo(name.get()) : connect();
    }

    /** A transaction begins, whatever was before. */
    MilterReply mail(Transaction transaction) throws IOException {
        MilterReply before = greeted();
        if (before != Disposition.CONTINUE) {
            return before;
        }
        abort();
        line.macros(Step.MAIL, Macros.of(session, settings).with(transaction));
        told.begun(transaction.id(), line.ask(Step.MAIL, EnvelopeText.mail(transaction), deadline));
        return told.ofTransaction();
    }

    /** The transaction as far as it has come. */
    private MilterReply begun(Transaction transaction) throws IOException {
        MilterReply reply = told.isIn(transaction.id()) ? told.ofTransaction() : mail(transaction);
        for (Recipient recipient : transaction.recipients()) {
            if (reply == Disposition.CONTINUE && !told.knows(recipient.address())) {
                reply = rcpt(transaction, recipient);
                told.settled(reply);
            }
        }
        return reply;
    }

    MilterReply recipient(Transaction transaction, Recipient recipient) throws IOException {
        MilterReply before = begun(transaction);
        if (before != Disposition.CONTINUE) {
            return before;
        }
        MilterReply reply = rcpt(transaction, recipient);
        if (reply == Disposition.ACCEPT || reply == Disposition.DISCARD) { // of the message
            told.settled(reply);
        }
        return reply;
    }

    private MilterReply rcpt(Transaction transaction, Recipient recipient) throws IOException {
        line.macros(Step.RCPT, Macros.of(session, settings).with(transaction).with(recipient));
        told.named(recipient.address());
        return line.ask(Step.RCPT, EnvelopeText.rcpt(recipient), deadline);
    }

    MilterReply data(Transaction transaction) throws IOException {
        MilterReply before = begun(transaction);
        if (before != Disposition.CONTINUE || told.hasData()) {
            return before;
        }
        line.macros(Step.DATA, Macros.of(session, settings).with(transaction));
        told.data(line.ask(Step.DATA, new Payload(), deadline));
        return told.ofTransaction();
    }

    Verdict message(Transaction transaction, Message message) throws IOException {
        MessageSource source = new MessageSource(message, settings.maxBytes());
        MilterReply before = data(transaction);
        if (before == Disposition.CONTINUE) {
            before = content(transaction, source);
            told.settled(before);
        }
        if (before != Disposition.CONTINUE) {
            return Verdicts.of(before);
        }
        Amendments amendments = new Amendments();
        line.macros(Step.END, Macros.of(session, settings).with(transaction));
        MilterReply last = line.askAtEnd(deadline, amendments);
        told.ended();
        return amendments.verdict(last);
    }

    private MilterReply content(Transaction transaction, MessageSource source) throws IOException {
        for (RawField field : source.fields()) {
            Payload payload = field.payload(line.terms().wantsLeadingSpace());
            MilterReply reply = line.ask(Step.HEADER, payload, deadline);
            if (reply != Disposition.CONTINUE) {
                return reply;
            }
        }
        line.macros(Step.END_OF_HEADER, Macros.of(session, settings).with(transaction));
        MilterReply reply = line.ask(Step.END_OF_HEADER, new Payload(), deadline);
        return reply == Disposition.CONTINUE && line.terms().wants(Step.BODY) ? body(source) : reply;
    }

    private MilterReply body(MessageSource source) throws IOException {
        try (InputStream in = source.body()) {
            for (byte[] chunk = in.readNBytes(CHUNK); chunk.length > 0; chunk = in.readNBytes(CHUNK)) {
                MilterReply reply = line.ask(Step.BODY, new Payload().octets(chunk), deadline);
                if (reply != Disposition.CONTINUE) {
                    return reply == Disposition.SKIP ? Disposition.CONTINUE : reply;
                }
            }
        }
        return Disposition.CONTINUE;
    }

    /** What was begun is not continued. */
    private void abort() {
        if (told.isOpen()) {
            line.abort();
        }
        told.ended();
    }
}
