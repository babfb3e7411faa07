package org.postrider.testing.filter;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;

/**
 * Plays one SMTP session to a filter, and hands back what it answers. What is not said is usual: a client at 192.0.2.1
 * that greets as {@code client.example.com}, on the listener {@code mx}, from {@code sender@example.com}.
 *
 * <pre>{@code
 * Verdict verdict = new FilterHarness(new NoExe()).recipient("bob@example.org").onMessage("Subject: x\n\nbody\n");
 * }</pre>
 *
 * Used by one thread; the views it makes may be read by several.
 */
public final class FilterHarness {

    private final MailFilter filter;
    private final FakeSession session = new FakeSession();
    private Optional<Address> sender = Optional.of(Address.parse("sender@example.com"));
    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final List<Recipient> recipients = new ArrayList<>();
    private final List<Evidence> evidence = new ArrayList<>();

    public FilterHarness(MailFilter filter) {
        this.filter = Objects.requireNonNull(filter, "filter");
    }

    /** The listener's role, and the listener's name as well. */
    public FilterHarness role(String name) {
        session.role = name;
        return this;
    }

    /** The client's address, as text; never looked up. */
    public FilterHarness client(String literal) {
        session.client = new InetSocketAddress(literal, 40_000);
        return this;
    }

    /** The client has come by a Unix domain socket and has no address. */
    public FilterHarness unixSocket() {
        session.unixSocket = true;
        session.client = new InetSocketAddress("0.0.0.0", 0);
        return this;
    }

    /** What the client greeted with. */
    public FilterHarness helo(String name) {
        session.helo = Optional.of(name);
        return this;
    }

    /** The client is one that may send anywhere. */
    public FilterHarness mayRelay() {
        session.mayRelay = true;
        return this;
    }

    /** The reverse-path; the empty text stands for {@code <>}. */
    public FilterHarness sender(String address) {
        sender = address.isEmpty() ? Optional.empty() : Optional.of(Address.parse(address));
        return this;
    }

    /** What MAIL said beside the address. */
    public FilterHarness parameter(String keyword, String value) {
        parameters.put(keyword, value);
        return this;
    }

    /** A recipient that was accepted. */
    public FilterHarness recipient(String address) {
        recipients.add(new Recipient(Address.parse(address)));
        return this;
    }

    /** Something that an earlier filter found. */
    public FilterHarness found(Evidence item) {
        evidence.add(item);
        return this;
    }

    /** The session: always the same one, as far as it was said. */
    public Session session() {
        return session;
    }

    /** The transaction as said so far. */
    public Transaction transaction() {
        return new FakeTransaction(session, sender, Map.copyOf(parameters), List.copyOf(recipients),
                List.copyOf(evidence));
    }

    public Verdict onConnect() {
        return filter.onConnect(session);
    }

    public Verdict onHelo(String name) {
        helo(name);
        return filter.onHelo(session, name);
    }

    public Verdict onSender() {
        return filter.onSender(transaction(), sender);
    }

    /** The filter's verdict about a recipient, which is not yet among those of the transaction. */
    public Verdict onRecipient(String address) {
        return filter.onRecipient(transaction(), new Recipient(Address.parse(address)));
    }

    public Verdict onData() {
        return filter.onData(transaction());
    }

    /** @param text of the message; its lines are given CRLF */
    public Verdict onMessage(String text) {
        return onMessage(Messages.of(text));
    }

    public Verdict onMessage(Message message) {
        return filter.onMessage(transaction(), message);
    }

    public void onEnd() {
        filter.onEnd(session);
    }
}
