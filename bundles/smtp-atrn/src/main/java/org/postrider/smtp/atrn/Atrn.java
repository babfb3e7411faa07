package org.postrider.smtp.atrn;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;
import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.queue.Queue;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpVerb;
import org.postrider.api.smtp.TurnedConnection;
import org.postrider.smtp.protocol.client.Conversation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ATRN, RFC 2645: a customer without an address of its own connects, logs in, and has its mail delivered over the same
 * connection. Its domains are routed to {@link AtrnTransport}, where mail waits until then.
 */
@Component(service = SmtpExtension.class, configurationPid = "org.postrider.smtp.atrn")
@Designate(ocd = AtrnConfig.class)
public final class Atrn implements SmtpExtension {

    private static final Logger LOG = LoggerFactory.getLogger(Atrn.class);
    private static final Set<SmtpVerb> VERBS = Set.of(new SmtpVerb("ATRN", 500, true, true));
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Reply TURNED = Reply.of(250, "2.0.0", "OK now reversing the connection");
    private static final Reply WHO = Reply.of(530, "5.7.0", "Authentication required");
    private static final Reply SYNTAX = Reply.of(501, "5.5.4", "Syntax: ATRN [domain[,domain...]]");
    private static final Reply REFUSED = Reply.of(450, "4.7.1", "ATRN request refused");
    private static final Reply NOT_NOW = Reply.of(451, "4.3.2", "Unable to process ATRN request now");
    private static final Reply NO_MAIL = Reply.of(453, "4.0.0", "You have no mail");

    private final Turns turns;
    private final Duration patience;
    private volatile AtrnSettings settings;

    @Reference(name = "queue", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Queue queue;

    /** @throws IllegalArgumentException if the configuration is not allowed; the message says what is */
    @Activate
    public Atrn(@Reference AtrnTransport transport, AtrnConfig config) {
        this(transport, config, PATIENCE);
    }

    /** @param patience how long the queue has to bring a message */
    Atrn(AtrnTransport transport, AtrnConfig config, Duration patience) {
        turns = transport.turns();
        settings = AtrnSettings.of(config);
        this.patience = patience;
    }

    /** A configuration that is not allowed changes nothing. */
    @Modified
    void modified(AtrnConfig config) {
        try {
            settings = AtrnSettings.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.smtp.atrn.cfg is not used, what was configured before stays: {}", e.getMessage());
        }
    }

    void queue(Queue present) {
        queue = present;
    }

    @Override
    public String keyword() {
        return "ATRN";
    }

    @Override
    public Set<SmtpVerb> verbs() {
        return VERBS;
    }

    /** Logins need encryption. */
    @Override
    public Optional<String> offer(Session session) {
        boolean offered = !settings.accounts().isEmpty() && !session.role().equals("lmtp") && session.tls().isPresent();
        return offered ? Optional.of("") : Optional.empty();
    }

    @Override
    public CompletionStage<Reply> run(Session session, String verb, String argument) {
        Reply reply = session.account().map(account -> answer(account, argument)).orElse(WHO); // RFC 2645 5.2.1
        LOG.info("session {}: ATRN by {}: {}", session.id(), session.account().map(Address::toString).orElse("nobody"), reply);
        return CompletableFuture.completedFuture(reply);
    }

    private Reply answer(Address account, String argument) {
        AtrnSettings now = settings;
        Set<Domain> named;
        try {
            named = domains(now, account, argument);
        } catch (IllegalArgumentException e) {
            return SYNTAX;
        }
        if (named.isEmpty() || !own(now, account).containsAll(named)) {
            return REFUSED; // RFC 2645 5.2.1: all of them, or none
        }
        Queue present = queue;
        if (present == null) {
            return NOT_NOW;
        }
        if (present.waiting(named::contains, 1).isEmpty()) {
            return NO_MAIL;
        }
        return turns.promise(account, now.turns()) ? TURNED : NOT_NOW;
    }

    private static Set<Domain> own(AtrnSettings now, Address account) {
        return now.accounts().getOrDefault(account, Set.of());
    }

    /** All of the account if it names none. */
    private static Set<Domain> domains(AtrnSettings now, Address account, String argument) {
        return argument.isEmpty() ? own(now, account) : AtrnSettings.domains(argument.split(",", -1));
    }

    @Override
    public void turned(Session session, String verb, String argument, TurnedConnection connection) throws IOException {
        AtrnSettings now = settings;
        Address account = session.account().orElseThrow();
        Set<Domain> named = domains(now, account, argument);
        TurnedWire wire = new TurnedWire(connection);
        Conversation conversation = new Conversation(wire, now.hostname(), now.timeouts(), account.toString());
        Turn turn = new Turn(conversation, wire, patience);
        Queue present = queue;
        if (present == null || !turns.begin(account, turn)) {
            return;
        }
        try {
            Optional<Reply> refusal = conversation.greet();
            if (refusal.isPresent()) {
                LOG.info("session {}: {} takes no mail: {}", session.id(), account, refusal.get());
            } else {
                turn.deliver(present, named::contains);
            }
            conversation.quit();
        } catch (IOException e) {
            LOG.info("session {}: the turned connection of {} has failed: {}", session.id(), account, e.getMessage());
        } finally {
            turns.end(account, turn);
        }
    }
}
