package org.postrider.smtp.server;

import java.util.Locale;

import org.postrider.api.message.Address;
import org.postrider.api.message.Domain;
import org.postrider.smtp.protocol.BareLineFeed;
import org.postrider.smtp.protocol.SmtpLimits;
import org.postrider.smtp.protocol.SmtpSettings;

/**
 * The configuration, checked.
 *
 * @param relay how sessions of relays are held, those with the role {@code mx} and any other
 * @param submission how sessions with the role {@code submission} are held
 * @param submitting what else is asked of clients that submit mail
 * @param timeouts how long anything may take
 * @param login where clients may log in
 * @param stress how sessions are held while nearly all are in use
 * @param memoryLimit percent of memory in use from which on no mail is accepted; 0 for any
 */
record SessionPolicy(
        SmtpSettings relay, SmtpSettings submission, SubmissionPolicy submitting, Timeouts timeouts, LoginPolicy login,
        StressPolicy stress, int memoryLimit) {

    private static final String SUBMISSION = "submission";
    private static final String LMTP = "lmtp";
    private static final String CLOSED = "closed";

    /** @throws IllegalArgumentException if a value is not allowed; the message says which, and what is */
    static SessionPolicy of(SmtpServerConfiguration config) {
        SmtpLimits limits = new SmtpLimits(config.sizeLimit(), config.recipients(), config.messages(), config.errors(),
                config.junk(), config.headerOctets(), config.headerLines(), config.hops());
        String hostname = hostname(config.hostname());
        Address postmaster = postmaster(config.postmaster(), hostname);
        return new SessionPolicy(
                new SmtpSettings(hostname, postmaster, bareLineFeed("bareLineFeed", config.bareLineFeed()), limits),
                new SmtpSettings(hostname, postmaster,
                        bareLineFeed("submissionBareLineFeed", config.submissionBareLineFeed()), limits),
                new SubmissionPolicy(hostname, SenderPolicy.parse(config.senderPolicy()), config.accountMessagesPerHour()),
                Timeouts.of(config), LoginPolicy.of(config), StressPolicy.of(config),
                Timeouts.range("memoryLimit", config.memoryLimit(), 0, 100));
    }

    SmtpSettings forRole(String role) {
        if (isLmtp(role)) {
            return relay.lmtp();
        }
        return isSubmission(role) ? submission : relay;
    }

    static boolean isLmtp(String role) {
        return role.equals(LMTP);
    }

    /** Whether nobody delivers mail here, RFC 7504. */
    static boolean isClosed(String role) {
        return role.equals(CLOSED);
    }

    static boolean isSubmission(String role) {
        return role.equals(SUBMISSION);
    }

    private static String hostname(String text) {
        try {
            return new Domain(text).name();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("hostname is \"" + text + "\": " + e.getMessage(), e);
        }
    }

    private static Address postmaster(String text, String hostname) {
        try {
            return Address.parse(text.isBlank() ? "postmaster@" + hostname : text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("postmaster is \"" + text + "\": " + e.getMessage(), e);
        }
    }

    private static BareLineFeed bareLineFeed(String key, String text) {
        try {
            return BareLineFeed.valueOf(text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " is \"" + text + "\"; allowed is normalize or reject", e);
        }
    }
}
