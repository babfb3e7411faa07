package org.postrider.queue;

import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;
import org.postrider.mime.RecipientReport;
import org.postrider.mime.ReportAction;

/**
 * A recipient that is given up.
 *
 * @param recipient who
 * @param status the reason, as the report states it
 * @param reply the last reply
 */
record Failure(Recipient recipient, EnhancedCode status, Reply reply) {
    private static final EnhancedCode EXPIRED = new EnhancedCode(4, 4, 7); // RFC 3463 3.5
    private static final EnhancedCode TOO_LATE = new EnhancedCode(5, 4, 7);

    /** A permanent failure. */
    static Failure permanent(Recipient recipient, Reply reply) {
        return new Failure(recipient, reply.enhanced().orElse(new EnhancedCode(5, 0, 0)), reply);
    }

    /** A failure that has lasted too long. */
    static Failure expired(Recipient recipient, Reply last) {
        return new Failure(recipient, EXPIRED, last);
    }

    /** What could not be done in the time that the sender allowed (RFC 2852 4). */
    static Failure tooLate(Recipient recipient, Reply last) {
        return new Failure(recipient, TOO_LATE, last);
    }

    RecipientReport report() {
        return new RecipientReport(recipient, ReportAction.FAILED, status, reply.toString());
    }

    /** RFC 3461 4.1: without NOTIFY a failure is reported; with it, only if it says so. */
    boolean isReported() {
        String notify = recipient.parameters().get("NOTIFY");
        return notify == null || notify.toUpperCase(java.util.Locale.ROOT).contains("FAILURE");
    }
}
