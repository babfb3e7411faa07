package org.postrider.mime;

import java.util.Objects;

import org.postrider.api.message.Recipient;
import org.postrider.api.smtp.EnhancedCode;

/**
 * What a report says of one recipient.
 *
 * @param recipient who it is about; an ORCPT among its parameters is reported too
 * @param action what became of the message
 * @param status why
 * @param diagnostic what the other side said, or what we say, e.g. the text of a reply; anything in it that could break
 *     out of its line is replaced
 */
public record RecipientReport(Recipient recipient, ReportAction action, EnhancedCode status, String diagnostic) {

    public RecipientReport {
        Objects.requireNonNull(recipient, "recipient");
        Objects.requireNonNull(action, "action");
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(diagnostic, "diagnostic");
    }
}
