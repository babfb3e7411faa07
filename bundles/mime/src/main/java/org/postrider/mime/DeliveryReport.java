package org.postrider.mime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Message;
import org.postrider.api.message.MessageId;
import org.postrider.api.queue.QueuedMessage;

/**
 * Composes delivery status notifications, RFC 3464. A report is to be sent with an empty reverse-path. It is 7-bit
 * clean; only a sender outside ASCII stands in its To field as UTF-8, and such a report needs SMTPUTF8 (RFC 6531).
 *
 * <p>Nothing that a peer said can add a line, a field or a part to a report. Safe to use from several threads.
 */
public final class DeliveryReport {

    private final Domain host;
    private final Clock clock;

    /** @param host name of the reporting mail server */
    public DeliveryReport(Domain host, Clock clock) {
        this.host = Objects.requireNonNull(host, "host");
        this.clock = Objects.requireNonNull(clock, "clock");
    }

    /**
     * A report to the sender of a message.
     *
     * @param id the report's own id, of which its Message-ID is made
     * @param about the message that the report is about
     * @param original its content; the first 64 KB of its header become part of the report, or all of it if its
     *     envelope says RET=FULL, a recipient failed, and it is short and 7-bit clean
     * @param recipients at least one
     * @throws IllegalArgumentException if the message has no sender to report to (RFC 3464 2) or no recipient is named
     */
    public byte[] compose(MessageId id, QueuedMessage about, Message original, List<RecipientReport> recipients)
            throws IOException {
        Envelope envelope = about.envelope();
        Address to = envelope.sender().orElseThrow(
                () -> new IllegalArgumentException("there is no report about a message without sender"));
        if (recipients.isEmpty()) {
            throw new IllegalArgumentException("a report is about at least one recipient");
        }
        Returned returned = returned(envelope, original, recipients);
        String text = QuotedPrintable.encode(new ReportText(host, recipients).toString()
                .getBytes(StandardCharsets.UTF_8));
        String status = new ReportStatus(host, clock.instant()).write(about, recipients);
        String boundary = boundary(id, text + status + returned.content());
        String report = head(id, to, subject(recipients), boundary)
                + part(boundary, "text/plain; charset=utf-8", "quoted-printable", text)
                + part(boundary, "message/delivery-status", "7bit", status)
                + part(boundary, returned.type(), returned.encoding(), returned.content())
                + "\r\n--" + boundary + "--\r\n";
        return report.getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 3461 4.3: RET is about failures only; other reports return the header. */
    private static Returned returned(Envelope envelope, Message original, List<RecipientReport> recipients)
            throws IOException {
        boolean full = "FULL".equalsIgnoreCase(envelope.parameters().get("RET"))
                && recipients.stream().anyMatch(r -> r.action() == ReportAction.FAILED);
        Optional<Returned> whole = full ? Returned.whole(original) : Optional.empty();
        return whole.isPresent() ? whole.get() : Returned.header(original);
    }

    private static String boundary(MessageId id, String content) {
        StringBuilder boundary = new StringBuilder("=_report-").append(id);
        while (content.contains(boundary)) {
            boundary.append('x');
        }
        return boundary.toString();
    }

    private String head(MessageId id, Address to, String subject, String boundary) {
        return "From: Mail Delivery System <MAILER-DAEMON@" + host + ">\r\n"
                + "To: <" + to + ">\r\n"
                + "Subject: " + subject + "\r\n"
                + "Date: " + ReportLine.date(clock.instant()) + "\r\n"
                + "Message-ID: <" + id + "@" + host + ">\r\n"
                + "Auto-Submitted: auto-replied\r\n" // RFC 3834 5
                + "MIME-Version: 1.0\r\n"
                + "Content-Type: multipart/report; report-type=delivery-status;\r\n"
                + "\tboundary=\"" + boundary + "\"\r\n";
    }

    private static String subject(List<RecipientReport> recipients) {
        if (recipients.stream().anyMatch(r -> r.action() == ReportAction.FAILED)) {
            return "Mail could not be delivered";
        }
        boolean delayed = recipients.stream().anyMatch(r -> r.action() == ReportAction.DELAYED);
        return delayed ? "Mail is delayed" : "Mail was delivered";
    }

    private static String part(String boundary, String type, String encoding, String content) {
        return "\r\n--" + boundary + "\r\nContent-Type: " + type + "\r\nContent-Transfer-Encoding: " + encoding
                + "\r\n\r\n" + content;
    }
}
