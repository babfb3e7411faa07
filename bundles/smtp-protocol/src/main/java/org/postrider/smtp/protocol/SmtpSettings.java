package org.postrider.smtp.protocol;

import java.util.Objects;

import org.postrider.api.message.Address;

/**
 * How a session is held.
 *
 * @param hostname what the server calls itself: a domain or an address literal
 * @param postmaster whom {@code <postmaster>} without a domain stands for, RFC 5321 4.5.1
 * @param bareLineFeed what becomes of messages with bare line feeds
 * @param limits what a client may ask
 * @param isLmtp whether LMTP is spoken, RFC 2033, and not SMTP
 */
public record SmtpSettings(
        String hostname, Address postmaster, BareLineFeed bareLineFeed, SmtpLimits limits, boolean isLmtp) {

    /** For SMTP. */
    public SmtpSettings(String hostname, Address postmaster, BareLineFeed bareLineFeed, SmtpLimits limits) {
        this(hostname, postmaster, bareLineFeed, limits, false);
    }

    public SmtpSettings {
        Objects.requireNonNull(hostname, "hostname");
        Objects.requireNonNull(postmaster, "postmaster");
        Objects.requireNonNull(bareLineFeed, "bareLineFeed");
        Objects.requireNonNull(limits, "limits");
    }

    /** The same for LMTP. */
    public SmtpSettings lmtp() {
        return new SmtpSettings(hostname, postmaster, bareLineFeed, limits, true);
    }

    String protocol() {
        return isLmtp ? "LMTP" : "ESMTP";
    }
}
