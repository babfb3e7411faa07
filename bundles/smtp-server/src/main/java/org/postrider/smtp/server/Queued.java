package org.postrider.smtp.server;

import java.util.List;
import java.util.Optional;

import org.postrider.api.message.MessageId;
import org.postrider.api.smtp.EnhancedCode;
import org.postrider.api.smtp.Reply;

/** The reply that takes the responsibility for a message, RFC 5321 4.2.5. */
final class Queued {

    private static final Optional<EnhancedCode> OK = Optional.of(new EnhancedCode(2, 0, 0));

    private Queued() {}

    static Reply reply(MessageId id) {
        return new Reply(250, OK, List.of("Queued as " + id));
    }
}
