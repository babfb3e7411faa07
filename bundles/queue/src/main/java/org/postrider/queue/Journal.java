package org.postrider.queue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.event.DeliveryAttempted;
import org.postrider.api.event.MailEvent;
import org.postrider.api.event.MailEvents;
import org.postrider.api.event.MessageAccepted;
import org.postrider.api.message.MessageId;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.trace.Step;
import org.postrider.api.trace.Trace;
import org.postrider.api.trace.Traces;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what happens to the log, the observers, the traces and the meters. All but the log may be missing. */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final Time time;
    private final Meters meters;
    private volatile Optional<MailEvents> events = Optional.empty();
    private volatile Optional<Traces> traces = Optional.empty();

    Journal(Time time, Meters meters) {
        this.time = time;
        this.meters = meters;
    }

    void bind(MailEvents present) {
        events = Optional.of(present);
    }

    void unbind(MailEvents gone) {
        events = events.filter(e -> e != gone);
    }

    void bind(Traces present) {
        traces = Optional.of(present);
    }

    void unbind(Traces gone) {
        traces = traces.filter(t -> t != gone);
    }

    /** An attempt for one recipient has ended. */
    void attempted(Attempt attempt, Recipient recipient, Route route, Outcome outcome, Duration took) {
        QueuedMessage message = attempt.message();
        Instant now = time.now();
        String what = safe(word(outcome) + " to <" + recipient.address() + "> by " + route.transport() + " "
                + route.destination() + ": " + outcome.reply());
        LOG.info("{} {}", message.id(), what);
        meters.attempted(outcome, took, Duration.between(message.accepted(), now));
        publish(new DeliveryAttempted(now, message.id(), recipient.address(), route, outcome, attempt.number()));
        traces.ifPresent(t -> t.add(message.id(), Step.of(now.minus(took), "DELIVERY", "queue", took, what)));
    }

    /** What is invisible, or turns the direction of a line, is shown as a question mark. */
    private static String safe(String text) {
        return INVISIBLE.matcher(text).replaceAll("?");
    }

    private static String word(Outcome outcome) {
        return outcome instanceof Outcome.Delivered ? "delivered" : outcome instanceof Outcome.Deferred ? "deferred"
                : "failed";
    }

    private void publish(MailEvent event) {
        events.ifPresent(e -> e.publish(event));
    }

    /** Recipients were given up. */
    void gaveUp(QueuedMessage message, List<Failure> failures) {
        meters.bounced(failures.size());
        failures.forEach(f -> LOG.info("{} gave up <{}>: {} {}", message.id(), safe(f.recipient().address().toString()),
                f.status(), safe(f.reply().toString())));
    }

    /** Recipients are given up and nobody is to be told. */
    void unreported(QueuedMessage message, List<Failure> failures) {
        boolean dead = message.envelope().sender().isEmpty();
        if (dead) {
            meters.dead(failures.size());
        }
        String why = dead ? "it is from <>" : "its sender asked for none";
        LOG.info("{} no report of {} failures: {}", message.id(), failures.size(), why);
        step(message.id(), "no report: " + why);
    }

    /** A report about failures is durable. */
    void reported(QueuedMessage report, MessageId cause) {
        Instant now = time.now();
        String to = safe(report.envelope().recipients().get(0).address().toString());
        LOG.info("{} reported to <{}> as {}", cause, to, report.id());
        publish(new MessageAccepted(now, report.id(), report.envelope(), report.size(), "", ""));
        traces.ifPresent(t -> t.keep(trace(report, now, cause)));
        step(cause, "reported as " + report.id());
    }

    private static Trace trace(QueuedMessage report, Instant now, MessageId cause) {
        List<String> to = report.envelope().recipients().stream().map(r -> r.address().toString()).toList();
        Step step = Step.of(now, "REPORT", "queue", Duration.ZERO, "report about " + cause);
        return new Trace(report.id(), now, "", "", "", "", to, "accepted", List.of(step));
    }

    private void step(MessageId id, String result) {
        traces.ifPresent(t -> t.add(id, Step.of(time.now(), "DELIVERY", "queue", Duration.ZERO, result)));
    }
}
