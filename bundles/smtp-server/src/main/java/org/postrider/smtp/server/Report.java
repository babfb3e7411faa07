package org.postrider.smtp.server;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.postrider.api.event.MessageAccepted;
import org.postrider.api.event.MessageRefused;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.Reply;
import org.postrider.api.trace.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happened in a session: to the trace, to the observers, to the meters and to the log. */
final class Report {

    /** Who decides what no filter decides. */
    static final String ENGINE = "engine";

    private static final Logger LOG = LoggerFactory.getLogger(Report.class);

    private final Services services;
    private final ClientSession session;

    Report(Services services, ClientSession session) {
        this.services = services;
        this.session = session;
    }

    /** Something was refused within a transaction. */
    void refused(MailTransaction transaction, String stage, String decidedBy, Reply reply) {
        if (decidedBy.equals(ENGINE)) { // the steps of filters are there already
            transaction.add(Step.of(Instant.now(), stage, ENGINE, Duration.ZERO, reply.toString()));
        }
        transaction.refused(reply.toString());
        refused(Optional.of(transaction.id()), stage, decidedBy, reply);
    }

    /** Something was refused, perhaps before there was a transaction. */
    void refused(Optional<MessageId> id, String stage, String decidedBy, Reply reply) {
        services.meters().refused().increment();
        services.publish(new MessageRefused(Instant.now(), id, stage, decidedBy, session.address(), reply));
        // replies, ids and addresses hold no control characters: Reply and the command parser refuse them
        LOG.debug("session {} from {}: {} refused by {}: {}", session.id(), session.address(), stage, decidedBy, reply);
    }

    /** A transaction has ended without a message. */
    void unfinished(MailTransaction transaction) {
        services.keep(transaction.unfinished());
    }

    /** A message was acknowledged and dropped, as a filter wanted. */
    void discarded(MailTransaction transaction) {
        transaction.add(Step.of(Instant.now(), "SPOOL", ENGINE, Duration.ZERO, "discarded"));
        services.keep(transaction.trace("discarded"));
        LOG.debug("session {} from {}: {} discarded", session.id(), session.address(), transaction.id());
    }

    /** A message was made durable. */
    void accepted(MailTransaction transaction, QueuedMessage message, Instant began) {
        Instant now = Instant.now();
        Duration took = Duration.between(began, now);
        String result = message.state().hold().map(reason -> "queued, held: " + reason).orElse("queued");
        transaction.add(Step.of(began, "SPOOL", "spool", took, result));
        services.keep(transaction.trace("accepted"));
        Meters meters = services.meters();
        meters.accepted().increment();
        meters.octets().add(message.size());
        services.publish(new MessageAccepted(now, transaction.id(), message.envelope(), message.size(),
                session.listener(), session.address()));
        LOG.debug("session {} from {}: {} accepted", session.id(), session.address(), transaction.id());
    }

    /** A service of ours failed; the client is told to try again. */
    void failed(String what, Throwable fault) {
        LOG.warn("session {}: {} failed: {}", session.id(), what, fault.toString());
    }
}
