package org.postrider.api.message;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Who a message is from and whom it is for, as SMTP knows it.
 *
 * @param sender the reverse-path; empty for {@code <>}, to which no report is ever sent (RFC 5321 4.5.5)
 * @param recipients at least one, in the order of RCPT
 * @param parameters what MAIL said beside the address (keyword in upper case to value, empty where none was given)
 */
public record Envelope(Optional<Address> sender, List<Recipient> recipients, Map<String, String> parameters) {

    public Envelope {
        Objects.requireNonNull(sender, "sender");
        recipients = List.copyOf(recipients);
        parameters = Map.copyOf(parameters);
    }

    public Envelope(Optional<Address> sender, List<Recipient> recipients) {
        this(sender, recipients, Map.of());
    }

    /** Whether the client said SMTPUTF8 (RFC 6531 3.4), so that the next hop must understand it too. */
    public boolean isSmtpUtf8() {
        return parameters.containsKey("SMTPUTF8");
    }

    /** Whether the client wants it delivered encrypted or not at all: REQUIRETLS (RFC 8689 2). */
    public boolean requiresTls() {
        return parameters.containsKey("REQUIRETLS");
    }

    /** Whether the client declared content that 7 bits do not hold: 8BITMIME (RFC 6152) or BINARYMIME. */
    public boolean isEightBit() {
        return isBinary() || "8BITMIME".equalsIgnoreCase(parameters.get("BODY"));
    }

    /** Whether the client declared a body that need not have lines: BINARYMIME (RFC 3030 3). */
    public boolean isBinary() {
        return "BINARYMIME".equalsIgnoreCase(parameters.get("BODY"));
    }

    /** The same envelope for other recipients. */
    public Envelope withRecipients(List<Recipient> others) {
        return new Envelope(sender, others, parameters);
    }

    /** The reverse-path as it stands in MAIL, without brackets: an address, or the empty string. */
    public String reversePath() {
        return sender.map(Address::toString).orElse("");
    }
}
