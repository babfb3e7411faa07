package org.postrider.filter.milter;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;

import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;
import org.postrider.bridge.PeerException;

/** A milter as a filter. Throws where the milter is not there or does not keep to the protocol. */
final class MilterFilter implements MailFilter {

    private final Set<Stage> stages;
    private final MilterSettings settings;
    private final Conversations conversations;

    /** @param stages at which it is called */
    MilterFilter(Set<Stage> stages, MilterSettings settings) {
        this.stages = Set.copyOf(stages);
        this.settings = settings;
        this.conversations = new Conversations(settings);
    }

    /** Called once more where the client stands in for another. */
    @Override
    public Verdict onConnect(Session session) {
        return told(session, conversation -> {
            conversation.renew();
            return Verdicts.of(conversation.talk(MilterSession::connect));
        });
    }

    @Override
    public Verdict onHelo(Session session, String name) {
        return told(session, conversation -> Verdicts.of(conversation.talk(milter -> milter.helo(name))));
    }

    @Override
    public Verdict onSender(Transaction transaction, Optional<Address> sender) {
        return told(transaction.session(),
                conversation -> Verdicts.of(conversation.talk(milter -> milter.mail(transaction))));
    }

    @Override
    public Verdict onRecipient(Transaction transaction, Recipient recipient) {
        MilterReply reply = told(transaction.session(),
                conversation -> conversation.talk(milter -> milter.recipient(transaction, recipient)));
        // a milter discards messages, not recipients; the message comes later
        return reply == Disposition.DISCARD && stages.contains(Stage.MESSAGE) ? Verdict.pass() : Verdicts.of(reply);
    }

    @Override
    public Verdict onData(Transaction transaction) {
        return told(transaction.session(),
                conversation -> Verdicts.of(conversation.talk(milter -> milter.data(transaction))));
    }

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        return told(transaction.session(),
                conversation -> conversation.talk(milter -> milter.message(transaction, message)));
    }

    @Override
    public void onEnd(Session session) {
        conversations.end(session);
    }

    /** What is told in a session. */
    @FunctionalInterface
    private interface Telling<T> {
        T to(Conversation conversation) throws IOException;
    }

    private <T> T told(Session session, Telling<T> telling) {
        try {
            return telling.to(conversations.of(session));
        } catch (IOException | PeerException e) {
            throw new PeerException(settings.socket() + ": " + e.getMessage(), e);
        }
    }

    /** How many sessions it is in. */
    int sessions() {
        return conversations.size();
    }
}
