package org.postrider.smtp.server;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import org.postrider.api.filter.Stage;
import org.postrider.api.message.Address;
import org.postrider.api.message.Evidence;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Transaction;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;
import org.postrider.smtp.protocol.ClientAttributes;
import org.postrider.smtp.protocol.MailCommand;

/** A transaction and its story. Written on the event loop; what the API shows of it is read from any thread. */
final class MailTransaction implements Transaction {

    private final MessageId id;
    private final ClientSession session;
    private final MailCommand mail;
    private final Instant since = Instant.now();
    private final List<Recipient> recipients = new CopyOnWriteArrayList<>();
    private final List<Address> promised = new ArrayList<>(1);
    private final Map<Address, Fate> fates = new HashMap<>();
    private final List<Evidence> evidence;
    private final List<Step> steps;
    private final List<String> named = new ArrayList<>(1);
    private Fate fate;
    private String refusal = "";

    /** @param before what filters found and said about the session */
    MailTransaction(MessageId id, ClientSession session, MailCommand mail, Findings before) {
        this.id = id;
        this.session = session;
        this.mail = mail;
        this.evidence = new CopyOnWriteArrayList<>(before.evidence());
        this.steps = new ArrayList<>(before.steps());
        this.fate = before.fate();
    }

    /** Adds what filters found and said. */
    void add(Findings findings) {
        evidence.addAll(findings.evidence());
        steps.addAll(findings.steps());
        fate = fate.or(findings.fate());
    }

    void add(Step step) {
        steps.add(step);
    }

    /** The client has said where it has the message from; for the record only. */
    void forwarded(ClientAttributes from) {
        if (!from.values().isEmpty()) {
            add(Step.of(since, Stage.SENDER.name(), Report.ENGINE, Duration.ZERO, "forwarded from " + from));
        }
    }

    /** A recipient was named, whether it is accepted or not. */
    void named(Recipient recipient) {
        named.add(recipient.address().toString());
    }

    /** The client was told yes. One that is discarded is not told so, and no message goes there. */
    void accepted(Recipient recipient, Fate wanted) {
        promised.add(recipient.address());
        if (!wanted.isDiscarded()) {
            recipients.add(recipient);
            fates.merge(recipient.address(), wanted, Fate::or);
        }
    }

    /** Everybody for whom the client was told yes, in the order of RCPT. */
    List<Address> promised() {
        return promised;
    }

    /** Something was refused; if nothing better comes, this is how the transaction ended. */
    void refused(String reply) {
        refusal = reply;
    }

    /** What filters want to become of the copy of this recipient, who may have been added by one. */
    Fate fate(Address recipient) {
        return fate.or(fates.getOrDefault(recipient, Fate.DELIVER));
    }

    /** The whole story, when it ends without a message. */
    Trace unfinished() {
        return trace(refusal.isEmpty() ? "not completed" : refusal);
    }

    Trace trace(String outcome) {
        return trace(id, outcome);
    }

    /** The story of one of the messages that it was split into. */
    Trace trace(MessageId message, String outcome) {
        return new Trace(message, since, session.listener(), session.address(), session.helo().orElse(""),
                mail.sender().map(Address::toString).orElse(""), named, outcome, steps);
    }

    @Override
    public MessageId id() {
        return id;
    }

    @Override
    public ClientSession session() {
        return session;
    }

    @Override
    public Optional<Address> sender() {
        return mail.sender();
    }

    @Override
    public Map<String, String> parameters() {
        return mail.parameters();
    }

    @Override
    public List<Recipient> recipients() {
        return List.copyOf(recipients);
    }

    @Override
    public List<Evidence> evidence() {
        return List.copyOf(evidence);
    }
}
