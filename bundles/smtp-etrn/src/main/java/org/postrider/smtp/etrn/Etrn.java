package org.postrider.smtp.etrn;

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
import org.postrider.api.queue.Queue;
import org.postrider.api.smtp.Reply;
import org.postrider.api.smtp.Session;
import org.postrider.api.smtp.SmtpExtension;
import org.postrider.api.smtp.SmtpVerb;
import org.postrider.net.Network;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * ETRN, RFC 1985: a client that has been away has the mail that waits for it delivered now, the way it always goes. So who
 * asks for the mail of others gets none of it.
 */
@Component(configurationPid = "org.postrider.smtp.etrn")
@Designate(ocd = EtrnConfig.class)
public final class Etrn implements SmtpExtension {

    private static final Logger LOG = LoggerFactory.getLogger(Etrn.class);
    private static final Set<SmtpVerb> VERBS = Set.of(new SmtpVerb("ETRN", 0, false));
    private static final Reply SYNTAX = Reply.of(500, "5.5.2", "Syntax: ETRN domain, ETRN @domain or ETRN #queue");
    private static final Reply NO_NODE = Reply.of(501, "5.5.4", "Not a domain, @domain or #queue");

    private final Pace pace;
    private volatile EtrnSettings settings;

    @Reference(name = "queue", cardinality = ReferenceCardinality.OPTIONAL, policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile Queue queue;

    /** @throws IllegalArgumentException if the configuration is not allowed; the message says what is */
    @Activate
    public Etrn(EtrnConfig config) {
        this(config, new Pace(System::nanoTime));
    }

    Etrn(EtrnConfig config, Pace pace) {
        settings = EtrnSettings.of(config);
        this.pace = pace;
    }

    /** A configuration that is not allowed changes nothing. */
    @Modified
    void modified(EtrnConfig config) {
        try {
            settings = EtrnSettings.of(config);
        } catch (IllegalArgumentException e) {
            LOG.error("org.postrider.smtp.etrn.cfg is not used, what was configured before stays: {}", e.getMessage());
        }
    }

    void queue(Queue present) {
        queue = present;
    }

    @Override
    public String keyword() {
        return "ETRN";
    }

    @Override
    public Set<SmtpVerb> verbs() {
        return VERBS;
    }

    @Override
    public Optional<String> offer(Session session) {
        boolean offered = !session.role().equals("lmtp") && settings.mightAsk(session); // RFC 2033 3: no queue in LMTP
        return offered ? Optional.of("") : Optional.empty();
    }

    @Override
    public CompletionStage<Reply> run(Session session, String verb, String argument) {
        Reply reply = answer(session, argument);
        LOG.info("session {}: ETRN by {}: {}", session.id(), asker(session), reply);
        return CompletableFuture.completedFuture(reply);
    }

    private Reply answer(Session session, String argument) {
        if (!argument.matches("[!-~]{1,256}")) {
            return SYNTAX;
        }
        EtrnSettings now = settings;
        try {
            return start(session, now, now.node(argument));
        } catch (IllegalArgumentException e) {
            return NO_NODE;
        }
    }

    private Reply start(Session session, EtrnSettings now, Node node) {
        if (!now.mayAsk(session)) {
            return notAllowed(node, "log in first");
        }
        if (!pace.mayAsk(asker(session), now.perHour())) {
            return unable("4.7.1", node, "you ask too often");
        }
        if (node.targets().isEmpty()) {
            return notAllowed(node, "nothing is queued under that name here");
        }
        Queue present = queue;
        if (present == null) {
            return unable("4.3.2", node, "the queue is not there just now");
        }
        return pace.mayStart(node, now.pause()) ? flush(present, now, node)
                : unable("4.7.1", node, "that was asked for a moment ago");
    }

    private static Reply flush(Queue queue, EtrnSettings now, Node node) {
        try {
            return started(node, queue.flush(node::includes), now.tell());
        } catch (IllegalStateException e) {
            LOG.warn("ETRN {}: {}", node.name(), e.getMessage());
            return unable("4.3.0", node, "the queue does not answer");
        }
    }

    /** RFC 1985 5.3: what is said depends on what the client may know. */
    private static Reply started(Node node, int messages, EtrnSettings.Tell tell) {
        if (tell == EtrnSettings.Tell.NOTHING) {
            return Reply.of(250, "2.0.0", "OK, queuing for node " + node.name() + " started");
        }
        if (messages == 0) {
            return Reply.of(251, "2.0.0", "OK, no messages waiting for node " + node.name());
        }
        return tell == EtrnSettings.Tell.WAITING
                ? Reply.of(252, "2.0.0", "OK, pending messages for node " + node.name() + " started")
                : Reply.of(253, "2.0.0", "OK, " + messages + " pending messages for node " + node.name() + " started");
    }

    private static Reply unable(String enhanced, Node node, String why) {
        return Reply.of(458, enhanced, "Unable to queue messages for node " + node.name() + ": " + why);
    }

    private static Reply notAllowed(Node node, String why) {
        return Reply.of(459, "4.7.1", "Node " + node.name() + " not allowed: " + why);
    }

    /** Whom requests are counted for. */
    private static Object asker(Session session) {
        return session.account().<Object>map(account -> account)
                .orElseGet(() -> Network.around(session.client().getAddress(), 32, 64));
    }
}
