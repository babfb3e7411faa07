package org.postrider.mime;

import java.util.List;

import org.postrider.api.message.Domain;

/** The part of a report that is for the person who sent the message. */
final class ReportText {

    private final Domain host;
    private final List<RecipientReport> recipients;

    ReportText(Domain host, List<RecipientReport> recipients) {
        this.host = host;
        this.recipients = recipients;
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("This is the mail system at ").append(host).append(".\r\n");
        recipients.forEach(r -> describe(out, r));
        if (recipients.stream().anyMatch(r -> r.action() == ReportAction.DELAYED)) {
            out.append("\r\nDelivery is still being tried. You need not send your message again.\r\n");
        }
        return out.append("\r\nYour message, or its header, is attached.\r\n").toString();
    }

    private static void describe(StringBuilder out, RecipientReport report) {
        out.append("\r\nYour message ").append(report.action().words()).append("\r\n\r\n    <")
                .append(report.recipient().address()).append(">\r\n");
        String diagnostic = ReportLine.printable(report.diagnostic());
        if (!diagnostic.isEmpty()) {
            out.append("\r\n    ").append(diagnostic).append("\r\n");
        }
    }
}
