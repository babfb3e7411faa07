package org.postrider.api.smtp;

import java.util.regex.Pattern;

/**
 * A command that an extension adds. It needs EHLO before it, and is refused in a transaction.
 *
 * @param name in upper case
 * @param octets what its line may have beyond the 512 of RFC 5321 4.5.3.1.4; 0 to 600
 * @param endsGroup whether the client must wait for its reply before it sends anything else (RFC 2920 3.1)
 * @param turns whether a positive reply to it turns the connection: then {@link SmtpExtension#turned} is called
 */
public record SmtpVerb(String name, int octets, boolean endsGroup, boolean turns) {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9-]{0,19}");

    /** @throws IllegalArgumentException if a part is out of range; the message says which */
    public SmtpVerb {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a verb is 1 to 20 of A-Z, 0-9 and -, not \"" + name + "\"");
        }
        if (octets < 0 || octets > 600) {
            throw new IllegalArgumentException("a verb adds 0 to 600 octets to a line, not " + octets);
        }
        if (turns && !endsGroup) {
            throw new IllegalArgumentException("who turns a connection waits for the reply first");
        }
    }

    /** A verb that does not turn the connection. */
    public SmtpVerb(String name, int octets, boolean endsGroup) {
        this(name, octets, endsGroup, false);
    }
}
