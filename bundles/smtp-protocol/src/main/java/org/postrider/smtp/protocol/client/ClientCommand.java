package org.postrider.smtp.protocol.client;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.postrider.api.message.Address;
import org.postrider.api.message.Envelope;
import org.postrider.api.message.Recipient;

/**
 * Writes commands. Nothing that an envelope holds can end a line or add a parameter: what does not fit its place is
 * left out where it is optional, and refused where it is not.
 */
public final class ClientCommand {

    private ClientCommand() {}

    public static byte[] ehlo(String name) {
        return line("EHLO " + name);
    }

    public static byte[] helo(String name) {
        return line("HELO " + name);
    }

    public static byte[] data() {
        return line("DATA");
    }

    public static byte[] rset() {
        return line("RSET");
    }

    public static byte[] quit() {
        return line("QUIT");
    }

    /**
     * MAIL, with the parameters that the server offers to take.
     *
     * @param size octets of the message
     * @param utf8 whether SMTPUTF8 is offered and wanted
     */
    public static byte[] mail(Envelope envelope, long size, Capabilities offered, boolean utf8) {
        StringBuilder out = new StringBuilder("MAIL FROM:<")
                .append(envelope.sender().map(Address::toString).orElse("")).append('>');
        if (offered.offers("SIZE")) {
            out.append(" SIZE=").append(size); // RFC 1870 5
        }
        if (offered.offers("8BITMIME") && envelope.isEightBit()) {
            out.append(" BODY=8BITMIME"); // RFC 6152 2
        }
        if (utf8) {
            out.append(" SMTPUTF8"); // RFC 6531 3.4
        }
        if (offered.offers("DSN")) { // RFC 3461 4.3, 4.4
            parameter(out, "RET", envelope.parameters());
            parameter(out, "ENVID", envelope.parameters());
        }
        if (offered.offers("DELIVERBY")) {
            parameter(out, "BY", envelope.parameters()); // RFC 2852 4
        }
        if (offered.offers("MT-PRIORITY")) {
            parameter(out, "MT-PRIORITY", envelope.parameters()); // RFC 6710
        }
        return line(out.toString());
    }

    /** RCPT, like {@link #mail}. */
    public static byte[] rcpt(Recipient recipient, Capabilities offered) {
        StringBuilder out = new StringBuilder("RCPT TO:<").append(recipient.address()).append('>');
        if (offered.offers("DSN")) { // RFC 3461 4.1, 4.2
            parameter(out, "NOTIFY", recipient.parameters());
            parameter(out, "ORCPT", recipient.parameters());
        }
        return line(out.toString());
    }

    /** RFC 5321 4.1.2 esmtp-value: printable, without space and equals sign. */
    private static void parameter(StringBuilder out, String keyword, Map<String, String> from) {
        Optional.ofNullable(from.get(keyword)).filter(v -> v.matches("[!-<>-~]{1,500}"))
                .ifPresent(v -> out.append(' ').append(keyword).append('=').append(v));
    }

    /** Whether an address can be written without SMTPUTF8: its domain is A-labels (RFC 5890 2.3.2.1), its local part may not be. */
    public static boolean needsUtf8(Address address) {
        return !isAscii(address.localPart());
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }

    private static byte[] line(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) == 0x7f) {
                throw new IllegalArgumentException("a command has no control characters");
            }
        }
        return (text + "\r\n").getBytes(StandardCharsets.UTF_8);
    }
}
