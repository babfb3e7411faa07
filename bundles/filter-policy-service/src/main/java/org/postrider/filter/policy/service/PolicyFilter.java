package org.postrider.filter.policy.service;

import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;

import org.postrider.api.filter.Action;
import org.postrider.api.filter.MailFilter;
import org.postrider.api.filter.Stage;
import org.postrider.api.filter.Verdict;
import org.postrider.api.message.Address;
import org.postrider.api.message.Message;
import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.Transaction;
import org.postrider.bridge.ClientText;
import org.postrider.bridge.PeerException;
import org.postrider.bridge.PeerText;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A policy service as a filter. Throws where the service is not there or does not keep to the protocol. */
final class PolicyFilter implements MailFilter, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyFilter.class);

    private final Set<Stage> stages;
    private final PolicySettings settings;
    private final PolicyClient client;
    private final Map<Session, Notes> notes = Collections.synchronizedMap(new WeakHashMap<>());
    private final Set<String> warned = ConcurrentHashMap.newKeySet();

    /** @param stages at which it is asked; at the end of a message it is called in any case */
    PolicyFilter(Set<Stage> stages, PolicySettings settings) {
        this.stages = Set.copyOf(stages);
        this.settings = settings;
        this.client = new PolicyClient(settings);
    }

    /** Called once more where the client stands in for another. */
    @Override
    public Verdict onConnect(Session session) {
        return again(Question.of(Stage.CONNECT, session));
    }

    @Override
    public Verdict onHelo(Session session, String name) {
        return again(Question.of(Stage.HELO, session));
    }

    @Override
    public Verdict onSender(Transaction transaction, Optional<Address> sender) {
        return asked(Question.of(Stage.SENDER, transaction));
    }

    @Override
    public Verdict onRecipient(Transaction transaction, Recipient recipient) {
        return asked(Question.of(transaction, recipient));
    }

    @Override
    public Verdict onData(Transaction transaction) {
        return asked(Question.of(Stage.DATA, transaction));
    }

    @Override
    public Verdict onMessage(Transaction transaction, Message message) {
        Verdict answer = stages.contains(Stage.MESSAGE) ? asked(Question.of(transaction, message)) : Verdict.pass();
        Notes said = notes.get(transaction.session());
        boolean goesOn = answer.action() instanceof Action.Pass || answer.action() instanceof Action.Accept;
        if (!goesOn || said == null) {
            // what comes behind this filter looks at the content, of which the service has not seen anything
            return goesOn ? Verdict.pass() : answer;
        }
        return MessageVerdict.of(said.of(transaction.id()), transaction);
    }

    private Verdict again(Question question) {
        Notes said = notes.get(question.session());
        if (said != null) {
            said.forget(question.stage());
        }
        return asked(question);
    }

    private Verdict asked(Question question) {
        try {
            String action = client.ask(Attributes.of(question, settings.context()).octets());
            return verdict(question, AnswerText.parse(action));
        } catch (IOException | PeerException e) {
            throw new PeerException(settings.socket() + ": " + e.getMessage(), e);
        }
    }

    private Verdict verdict(Question question, PolicyAnswer answer) {
        if (answer instanceof PolicyAnswer.Now now) {
            return Verdict.of(now.action());
        }
        if (answer instanceof PolicyAnswer.Note note) {
            notes.computeIfAbsent(question.session(), key -> new Notes()).add(question, note);
        } else if (answer instanceof PolicyAnswer.Told told) {
            tell(question, told);
        } else if (answer instanceof PolicyAnswer.Impossible impossible && warned.add(impossible.word())) {
            LOG.warn("{} answers {}, which this server cannot do: it counts as DUNNO, and is not told again",
                    settings.socket(), impossible.word());
        }
        return Verdict.pass();
    }

    private void tell(Question question, PolicyAnswer.Told told) {
        String about = "client " + ClientText.client(question.session())
                + question.transaction().map(transaction -> ", from <" + transaction.sender().map(Address::toString).orElse("") + ">")
                        .orElse("")
                + question.recipient().map(recipient -> ", to <" + recipient.address() + ">").orElse("");
        if (told.isWarning()) {
            LOG.warn("{} warns of {}, {}: {}", settings.socket(), about, question.state(), PeerText.quoted(told.text()));
        } else {
            LOG.info("{} says of {}, {}: {}", settings.socket(), about, question.state(), PeerText.quoted(told.text()));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
