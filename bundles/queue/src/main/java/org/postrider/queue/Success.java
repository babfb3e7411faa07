package org.postrider.queue;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Recipient;
import org.postrider.api.queue.DeliverBy;
import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;
import org.postrider.mime.RecipientReport;
import org.postrider.mime.ReportAction;

/**
 * A recipient to whom a message was delivered, and whose sender asked to be told (RFC 3461 4.1).
 *
 * @param recipient who
 * @param holder who has the message now
 * @param reply the last reply
 */
record Success(Recipient recipient, Outcome.Holder holder, Reply reply) {
    private static final EnhancedCode DELIVERED = new EnhancedCode(2, 0, 0);

    /** Those of an attempt that we are to tell of: whoever reports himself is left out (RFC 3461 5.2.1). */
    static List<Success> of(Attempt attempt) {
        Optional<DeliverBy> by = attempt.entry().terms().by();
        return attempt.delivered().stream()
                .map(r -> new Success(r, attempt.holder(r), attempt.reply(r).orElseThrow()))
                .filter(s -> s.isWanted() || by.isPresent() && s.isWanted(by.get())).toList();
    }

    private boolean isWanted() {
        return holder != Outcome.Holder.REPORTING && asked().contains("SUCCESS");
    }

    /** RFC 2852 4.1.4: of what is passed on the sender is told if it traces, or if nobody looks at the time any more. */
    private boolean isWanted(DeliverBy by) {
        boolean untimed = by.mode() == DeliverBy.Mode.NOTIFY && holder == Outcome.Holder.SILENT;
        return holder != Outcome.Holder.MAILBOX && (by.trace() || untimed) && !asked().contains("NEVER");
    }

    private String asked() {
        return recipient.parameters().getOrDefault("NOTIFY", "").toUpperCase(Locale.ROOT);
    }

    /** RFC 3464 2.3.3. */
    RecipientReport report() {
        ReportAction action = holder == Outcome.Holder.MAILBOX ? ReportAction.DELIVERED : ReportAction.RELAYED;
        return new RecipientReport(recipient, action, reply.enhanced().orElse(DELIVERED), reply.toString());
    }
}
