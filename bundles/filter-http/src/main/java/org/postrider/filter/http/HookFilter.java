package org.postrider.filter.http;

import java.io.IOException;
import java.util.Optional;

import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;
import org.postrider.bridge.PeerException;

/** An HTTP hook as a filter. Throws where the hook is not there or does not answer as it should. */
final class HookFilter implements MailFilter {

    private final HookSettings settings;
    private final HookClient client;

    HookFilter(HookSettings settings) {
        this.settings = settings;
        this.client = new HookClient(settings);
    }

    @Override
    public Verdict onConnect(Session session) {
        return asked(new HookRequest(settings).session("connect", session), false);
    }

    @Override
    public Verdict onHelo(Session session, String name) {
        return asked(new HookRequest(settings).session("ehlo", session), false);
    }

    @Override
    public Verdict onSender(Transaction transaction, Optional<Address> sender) {
        return asked(new HookRequest(settings).transaction("mail", transaction, Optional.empty()), false);
    }

    @Override
    public Verdict onRecipient(Transaction transaction, Recipient recipient) {
        return asked(new HookRequest(settings).transaction("rcpt", transaction, Optional.of(recipient)), false);
    }

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        HookRequest envelope = new HookRequest(settings).transaction("data", transaction, Optional.empty());
        try {
            return asked(envelope.message(message), true);
        } catch (IOException e) {
            throw new PeerException("the message cannot be read: " + e.getMessage(), e);
        }
    }

    private Verdict asked(HookRequest request, boolean hasMessage) {
        try {
            return HookAnswer.read(client.ask(request.json()), hasMessage);
        } catch (IOException | PeerException e) {
            throw new PeerException(settings.url() + ": " + e.getMessage(), e);
        }
    }
}
