package org.postrider.api.event;

import java.time.Instant;
import java.util.Optional;

import org.postrider.api.message.MessageId;
import org.postrider.api.smtp.Reply;

/**
 * A connection, a sender, a recipient or a message was refused.
 *
 * @param id the transaction, where there was one
 * @param stage where, e.g. {@code RECIPIENT}
 * @param decidedBy the filter that refused, or {@code engine}
 * @param client address of the client, or {@code unix} if it has come by a Unix domain socket
 */
public record MessageRefused(
        Instant at, Optional<MessageId> id, String stage, String decidedBy, String client, Reply reply)
        implements MailEvent {}
