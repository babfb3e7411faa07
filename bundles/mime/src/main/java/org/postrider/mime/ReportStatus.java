package org.postrider.mime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.api.queue.DeliveryTerms;
import org.postrider.api.queue.QueuedMessage;

/** The part of a report that is for programs, RFC 3464 2. */
final class ReportStatus {

    private final Domain host;
    private final Instant now;

    ReportStatus(Domain host, Instant now) {
        this.host = host;
        this.now = now;
    }

    String write(QueuedMessage about, List<RecipientReport> recipients) {
        StringBuilder out = new StringBuilder();
        // RFC 3464 2.2.1: as it was given, so xtext is undone
        xtext(about.envelope().parameters().get("ENVID")).ifPresent(id -> field(out, "Original-Envelope-Id", id));
        field(out, "Reporting-MTA", "dns; " + ReportLine.ascii(host.name()));
        field(out, "Arrival-Date", ReportLine.date(about.accepted())); // RFC 3464 2.2.5
        about.terms().by().ifPresent(by -> field(out, "Deliver-By-Date", ReportLine.date(by.deadline()))); // RFC 2852
        releaseRequest(about).ifPresent(request -> field(out, "Future-Release-Request", request)); // RFC 4865
        recipients.forEach(r -> recipient(out, r));
        return out.toString();
    }

    /** What the sender asked for, as it was given; empty if it is no time. */
    private static Optional<String> releaseRequest(QueuedMessage about) {
        Map<String, String> said = about.envelope().parameters();
        return Optional.ofNullable(said.get("HOLDFOR"))
                .filter(value -> DeliveryTerms.holdFor(value, about.accepted()).isPresent()).map("for;"::concat)
                .or(() -> Optional.ofNullable(said.get("HOLDUNTIL"))
                        .filter(value -> DeliveryTerms.holdUntil(value).isPresent()).map("until;"::concat));
    }

    private void recipient(StringBuilder out, RecipientReport report) {
        out.append("\r\n");
        originalRecipient(report.recipient().parameters().get("ORCPT"))
                .ifPresent(original -> field(out, "Original-Recipient", original));
        field(out, "Final-Recipient", address(report.recipient().address()));
        field(out, "Action", report.action().keyword());
        field(out, "Status", report.status().toString());
        String diagnostic = ReportLine.ascii(report.diagnostic());
        if (!diagnostic.isEmpty()) {
            field(out, "Diagnostic-Code", "smtp; " + diagnostic);
        }
        if (report.action() != ReportAction.DELIVERED) {
            field(out, "Last-Attempt-Date", ReportLine.date(now));
        }
    }

    private static void field(StringBuilder out, String name, String value) {
        out.append(name).append(": ").append(value).append("\r\n");
    }

    /** RFC 6533 3: an address outside ASCII is written in ASCII, so that the report needs no 8-bit way. */
    private static String address(Address address) {
        String text = address.toString();
        if (text.chars().allMatch(c -> c < 0x7f)) {
            return "rfc822; " + text;
        }
        StringBuilder out = new StringBuilder("utf-8; ");
        text.codePoints().forEach(c -> {
            if (c > ' ' && c < 0x7f && c != '\\' && c != '+' && c != '=') {
                out.append((char) c);
            } else {
                out.append(String.format("\\x{%X}", c));
            }
        });
        return out.toString();
    }

    private static Optional<String> originalRecipient(String parameter) {
        int semicolon = parameter == null ? -1 : parameter.indexOf(';');
        if (semicolon < 1 || !parameter.substring(0, semicolon).matches("[A-Za-z0-9-]{1,40}")) {
            return Optional.empty();
        }
        String type = parameter.substring(0, semicolon);
        return xtext(parameter.substring(semicolon + 1)).map(address -> type + ";" + address);
    }

    /** Undoes RFC 3461 4; empty if there is nothing, or something that does not belong on a line. */
    private static Optional<String> xtext(String encoded) {
        if (encoded == null || encoded.isEmpty() || encoded.length() > 1_000) {
            return Optional.empty();
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < encoded.length(); i++) {
            int octet = encoded.charAt(i) == '+' ? Hex.octet(encoded, i + 1) : encoded.charAt(i);
            if (octet < ' ' || octet >= 0x7f) {
                return Optional.empty();
            }
            i += encoded.charAt(i) == '+' ? 2 : 0;
            out.append((char) octet);
        }
        return Optional.of(out.toString());
    }
}
