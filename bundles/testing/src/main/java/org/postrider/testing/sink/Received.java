package org.postrider.testing.sink;

import java.util.List;

/**
 * A message as it arrived.
 *
 * @param mail the MAIL command
 * @param recipients the RCPT commands that were accepted
 * @param raw what came after DATA, dots doubled, up to and with the final dot, one character for each octet
 */
public record Received(String mail, List<String> recipients, String raw) {

    public Received {
        recipients = List.copyOf(recipients);
    }

    /** The message, dots undoubled, without the final dot. */
    public String content() {
        return raw.substring(0, raw.length() - 3).replaceAll("(?<=^|\r\n)\\.", "");
    }
}
