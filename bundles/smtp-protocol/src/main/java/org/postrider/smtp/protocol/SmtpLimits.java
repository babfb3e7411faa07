package org.postrider.smtp.protocol;

import java.util.OptionalInt;

import org.postrider.api.smtp.SessionLimits;

/**
 * What a client may ask of a session.
 *
 * @param size octets of a message
 * @param recipients recipients of a message
 * @param messages messages of a session, 0 for any number
 * @param errors permanent refusals without an accepted message between them, then the session is closed
 * @param junk commands that bring no mail, without an accepted message between them, then the session is closed
 * @param headerOctets octets of a header block
 * @param headerLines lines of a header block
 * @param hops Received fields of a message; more are a loop (RFC 5321 6.3)
 */
public record SmtpLimits(
        long size, int recipients, int messages, int errors, int junk, int headerOctets, int headerLines, int hops) {

    /** Octets of a command line, CRLF included, RFC 5321 4.5.3.1.4; extensions add to it. */
    static final int COMMAND_LINE = 512;

    /** Octets of a line, in commands as in data, after which nobody waits for its end any longer. */
    static final int ENDLESS_LINE = 64 * 1024;

    /** @throws IllegalArgumentException if a limit is out of range; the message says which */
    public SmtpLimits {
        inRange("size", size, 64 * 1024, Integer.MAX_VALUE); // RFC 5321 4.5.3.1.7
        inRange("recipients", recipients, 100, 100_000); // RFC 5321 4.5.3.1.8
        inRange("messages", messages, 0, Integer.MAX_VALUE);
        inRange("errors", errors, 1, 10_000);
        inRange("junk", junk, 1, 100_000);
        inRange("headerOctets", headerOctets, 1000, 100 * 1024);
        inRange("headerLines", headerLines, 10, 1000);
        inRange("hops", hops, 1, 1000);
    }

    /** 35 MB, 1,000 recipients and messages, 20 errors, 100 junk, 100 KB and 1,000 lines of header, 50 hops. */
    public static SmtpLimits defaults() {
        return new SmtpLimits(35 * 1024 * 1024, 1000, 1000, 20, 100, 100 * 1024, 1000, 50);
    }

    /** Those that concern a session as a whole, as extensions see them. */
    public SessionLimits ofSession() {
        return new SessionLimits(messages == 0 ? OptionalInt.empty() : OptionalInt.of(messages), recipients);
    }

    private static void inRange(String name, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(name + " is " + value + "; allowed is " + min + " to " + max);
        }
    }
}
