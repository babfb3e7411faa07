package org.postrider.api.smtp;

import java.util.regex.Pattern;

/**
 * A parameter that an extension adds to MAIL or RCPT.
 *
 * @param keyword in upper case, {@code esmtp-keyword} of RFC 5321 4.1.2
 * @param octets what it adds at most to the length of the command's line, with the space before it; 2 to 600
 */
public record SmtpParameter(String keyword, int octets) {

    private static final Pattern KEYWORD = Pattern.compile("[A-Z0-9][A-Z0-9-]{0,39}");

    /** @throws IllegalArgumentException if a part is out of range; the message says which */
    public SmtpParameter {
        if (!KEYWORD.matcher(keyword).matches()) {
            throw new IllegalArgumentException("a keyword is 1 to 40 of A-Z, 0-9 and -, not \"" + keyword + "\"");
        }
        if (octets < 2 || octets > 600) {
            throw new IllegalArgumentException("a parameter adds 2 to 600 octets to a line, not " + octets);
        }
    }
}
