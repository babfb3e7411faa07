package org.postrider.api.event;

import java.time.Instant;

import org.postrider.api.message.Envelope;
import org.postrider.api.message.MessageId;

/**
 * A message was made durable and acknowledged.
 *
 * @param listener name of the listener it came through; empty for our own reports
 * @param client address of the client, or {@code unix} if it has come by a Unix domain socket; empty for our own reports
 * @param size octets as it will be delivered
 */
public record MessageAccepted(
        Instant at, MessageId id, Envelope envelope, long size, String listener, String client) implements MailEvent {}
