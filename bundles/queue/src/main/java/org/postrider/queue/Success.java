package org.postrider.queue;

import java.util.List;
import java.util.Locale;

import org.postrider.api.delivery.Outcome;
import org.postrider.api.message.Recipient;
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
        return attempt.delivered().stream().filter(Success::isWanted)
                .map(r -> new Success(r, attempt.holder(r), attempt.reply(r).orElseThrow()))
                .filter(s -> s.holder() != Outcome.Holder.REPORTING).toList();
    }

    private static boolean isWanted(Recipient recipient) {
        return recipient.parameters().getOrDefault("NOTIFY", "").toUpperCase(Locale.ROOT).contains("SUCCESS");
    }

    /** RFC 3464 2.3.3. */
    RecipientReport report() {
        ReportAction action = holder == Outcome.Holder.MAILBOX ? ReportAction.DELIVERED : ReportAction.RELAYED;
        return new RecipientReport(recipient, action, reply.enhanced().orElse(DELIVERED), reply.toString());
    }
}
