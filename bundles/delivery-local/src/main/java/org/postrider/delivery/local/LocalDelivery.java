package org.postrider.delivery.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.delivery.Delivery;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Reply;
import org.postrider.api.store.Append;
import org.postrider.api.store.MailStore;
import org.postrider.api.store.Mailbox;
import org.postrider.api.store.StoreFullException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One message on its way into the mailbox of one account. The mailbox gets one copy, however many recipients of the
 * message lead to it; each of them has the same outcome.
 */
final class LocalDelivery implements Delivery {

    private static final Logger LOG = LoggerFactory.getLogger(LocalDelivery.class);
    private static final int CHUNK = 16 * 1024;

    private static final Outcome DELIVERED = new Outcome.Delivered(Reply.of(250, "2.0.0", "Delivered to the mailbox"));
    private static final Outcome BROKEN = new Outcome.Deferred(Reply.of(451, "4.3.0", "The mailbox cannot be written now"));
    private static final Outcome FULL = new Outcome.Deferred(Reply.of(452, "4.3.1", "No room for the message now"));
    private static final Outcome LOOP = new Outcome.Failed(
            Reply.of(554, "5.4.6", "Mail loop: the message was delivered to this mailbox before")); // RFC 5321 6.3

    private final MailStore store;
    private final Address account;
    private final Envelope envelope;
    private final Map<Address, Outcome> outcomes = new LinkedHashMap<>();
    private Optional<Outcome> refused = Optional.empty();
    private Mailbox mailbox;
    private Append append;

    LocalDelivery(MailStore store, Address account, Envelope envelope) {
        this.store = store;
        this.account = account;
        this.envelope = envelope;
    }

    @Override
    public Optional<Outcome> add(Recipient recipient) {
        outcomes.put(recipient.address(), BROKEN);
        return Optional.empty();
    }

    @Override
    public void write(Message message) {
        try {
            mailbox = store.open(account);
            append = mailbox.append(Mailbox.INBOX);
            OutputStream out = append.stream();
            out.write(trace());
            copy(message, out);
        } catch (IOException e) {
            refused = Optional.of(failed(e));
        }
    }

    /** RFC 5321 4.4: the delivery that ends the way of a message puts its reverse-path in front. */
    private byte[] trace() {
        String lines = "Return-Path: <" + envelope.reversePath() + ">\r\nDelivered-To: " + account + "\r\n";
        return lines.getBytes(StandardCharsets.UTF_8);
    }

    private void copy(Message message, OutputStream out) throws IOException {
        LoopDetector loop = new LoopDetector(account.toString());
        byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, message.size()))];
        try (InputStream in = message.open()) {
            for (int count = in.read(chunk); count >= 0 && !loop.found(); count = in.read(chunk)) {
                loop.see(chunk, count);
                out.write(chunk, 0, count);
            }
        }
        loop.end();
        if (loop.found()) {
            refused = Optional.of(LOOP);
        }
    }

    @Override
    public Map<Address, Outcome> commit() {
        Outcome outcome = refused.orElseGet(this::store);
        outcomes.replaceAll((recipient, none) -> outcome);
        return Map.copyOf(outcomes);
    }

    private Outcome store() {
        try {
            append.commit();
            return DELIVERED;
        } catch (IOException e) {
            return failed(e);
        }
    }

    private Outcome failed(IOException e) {
        LOG.warn("delivery to {} failed: {}", account, e.toString());
        return e instanceof StoreFullException ? FULL : BROKEN;
    }

    @Override
    public void close() {
        if (append != null) {
            append.close();
        }
        if (mailbox != null) {
            mailbox.close();
        }
    }
}
