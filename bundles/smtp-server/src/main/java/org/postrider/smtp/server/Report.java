package org.postrider.smtp.server;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import org.postrider.api.event.MessageAccepted;
import org.postrider.api.event.MessageRefused;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
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

    private static final int MOST_RECIPIENTS = 10;

    private final Services services;
    private final ClientSession session;

    Report(Services services, ClientSession session) {
        this.services = services;
        this.session = session;
    }

    /** Something was refused within a transaction. */
    void refused(MailTransaction transaction, String stage, String decidedBy, Reply reply) {
        transaction.add(decision(stage, decidedBy, reply));
        transaction.refused(reply.toString());
        refused(Optional.of(transaction.id()), stage, decidedBy, reply);
    }

    /** Which of all that was said before led to the refusal. */
    static Step decision(String stage, String decidedBy, Reply reply) {
        String by = decidedBy.equals(ENGINE) ? "" : decidedBy + " decides: ";
        return Step.of(Instant.now(), stage, ENGINE, Duration.ZERO, by + reply);
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

    /** A message was made durable, as one or, where recipients are treated differently, as several. */
    void accepted(MailTransaction transaction, List<QueuedMessage> messages, Instant began) {
        Instant now = Instant.now();
        Duration took = Duration.between(began, now);
        for (QueuedMessage message : messages) {
            String held = message.state().hold().map(reason -> ", held: " + reason).orElse("");
            String part = messages.size() == 1 ? "" : " as " + message.id() + " for " + recipients(message);
            transaction.add(Step.of(began, "SPOOL", "spool", took, "queued" + part + held));
        }
        for (QueuedMessage message : messages) {
            boolean whole = message.id().equals(transaction.id());
            services.keep(transaction.trace(
                    message.id(), whole ? "accepted" : "accepted, split from " + transaction.id()));
            services.meters().accepted().increment();
            services.meters().octets().add(message.size());
            services.publish(new MessageAccepted(now, message.id(), message.envelope(), message.size(),
                    session.listener(), session.address()));
        }
        LOG.debug("session {} from {}: {} accepted", session.id(), session.address(), transaction.id());
    }

    private static String recipients(QueuedMessage message) {
        List<Recipient> all = message.envelope().recipients();
        String others = all.size() > MOST_RECIPIENTS ? " and " + (all.size() - MOST_RECIPIENTS) + " others" : "";
        return all.stream().limit(MOST_RECIPIENTS).map(recipient -> "<" + recipient.address() + ">")
                .collect(Collectors.joining(", ")) + others;
    }

    /** A service of ours failed; the client is told to try again. */
    void failed(String what, Throwable fault) {
        LOG.warn("session {}: {} failed: {}", session.id(), what, fault.toString());
    }
}
