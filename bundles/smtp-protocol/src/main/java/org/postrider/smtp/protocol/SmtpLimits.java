package org.postrider.smtp.protocol;

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
 * @param received Received fields of a message; more are a loop (RFC 5321 6.3)
 */
public record SmtpLimits(
        long size, int recipients, int messages, int errors, int junk, int headerOctets, int headerLines, int received) {

    /** Octets of a command line, CRLF included, RFC 5321 4.5.3.1.4; extensions add to it. */
    static final int COMMAND_LINE = 512;

    /** Octets of a line, in commands as in data, after which nobody waits for its end any longer. */
    static final int ENDLESS_LINE = 64 * 1024;

    /** @throws IllegalArgumentException if a limit is out of range; the message says which */
    public SmtpLimits {
        atLeast("size", size, 64 * 1024); // RFC 5321 4.5.3.1.7
        atLeast("recipients", recipients, 100); // RFC 5321 4.5.3.1.8
        atLeast("messages", messages, 0);
        atLeast("errors", errors, 1);
        atLeast("junk", junk, 1);
        atLeast("headerOctets", headerOctets, 1000);
        atLeast("headerLines", headerLines, 10);
        atLeast("received", received, 1);
    }

    /** 35 MB, 1,000 recipients, 1,000 messages, 20 errors, 100 junk commands, 100 KB and 1,000 lines of header, 50 hops. */
    public static SmtpLimits defaults() {
        return new SmtpLimits(35 * 1024 * 1024, 1000, 1000, 20, 100, 100 * 1024, 1000, 50);
    }

    private static void atLeast(String name, long value, long min) {
        if (value < min) {
            throw new IllegalArgumentException(name + " is " + value + "; the least that is allowed is " + min);
        }
    }
}
