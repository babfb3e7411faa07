package org.postrider.queue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.DeliverBy;
import org.postrider.api.queue.QueuedMessage;
import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;
import org.postrider.mime.RecipientReport;
import org.postrider.mime.ReportAction;

/**
 * A recipient to whom a message could not be delivered for long, and is tried further (RFC 3461 4.1).
 *
 * @param recipient who
 * @param status why, as the report states it
 * @param reply the last reply
 */
record Delay(Recipient recipient, EnhancedCode status, Reply reply) {
    private static final EnhancedCode LATE = new EnhancedCode(4, 4, 7); // RFC 3463 3.5

    /** When a sender is told: at the time that it has named (RFC 2852 4), else after the one that is configured. */
    static Optional<Instant> due(QueuedMessage message, QueueSettings settings) {
        Optional<Instant> wanted = message.terms().by().filter(by -> by.mode() == DeliverBy.Mode.NOTIFY)
                .map(DeliverBy::deadline);
        return message.state().delayReported() ? Optional.empty()
                : wanted.or(() -> settings.delayReport().map(message.begins()::plus));
    }

    /** Those of an attempt that are tried further, if it is time to tell of them and nobody has. */
    static List<Delay> of(Attempt attempt, QueueSettings settings, Instant now) {
        boolean late = due(attempt.message(), settings).filter(then -> !now.isBefore(then)).isPresent();
        boolean timed = attempt.entry().terms().by().isPresent();
        return !late ? List.of() : attempt.deferred().stream().filter(Delay::isWanted)
                .map(r -> of(r, timed, attempt.reply(r).orElseThrow())).toList();
    }

    private static Delay of(Recipient recipient, boolean timed, Reply last) {
        return new Delay(recipient, timed ? LATE : last.enhanced().orElse(LATE), last);
    }

    /** Without NOTIFY that is ours to decide; with it, only if it says so. */
    private static boolean isWanted(Recipient recipient) {
        String notify = recipient.parameters().get("NOTIFY");
        return notify == null || notify.toUpperCase(Locale.ROOT).contains("DELAY");
    }

    RecipientReport report() {
        return new RecipientReport(recipient, ReportAction.DELAYED, status, reply.toString());
    }
}
