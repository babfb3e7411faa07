package org.postrider.api.smtp;

import java.util.Objects;
import java.util.OptionalInt;

/**
 * How much a client may send in one session, as the server enforces it.
 *
 * @param messages messages of the session, 1 and up; empty for any number
 * @param recipients recipients of one message, 1 and up
 */
public record SessionLimits(OptionalInt messages, int recipients) {

    /** @throws IllegalArgumentException if a limit allows nothing; the message says which */
    public SessionLimits {
        Objects.requireNonNull(messages, "messages");
        if (messages.orElse(1) < 1 || recipients < 1) {
            throw new IllegalArgumentException("messages and recipients are 1 and up, not " + messages + " and " + recipients);
        }
    }
}
