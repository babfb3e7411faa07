package org.postrider.api.event;

import java.time.Instant;

import org.postrider.api.message.Address;

/**
 * Somebody has logged in.
 *
 * @param listener where
 * @param client address of the client, or {@code unix} if it has come by a Unix domain socket
 * @param mechanism how, e.g. {@code SCRAM-SHA-256}
 */
public record LoginSucceeded(Instant at, String listener, String client, String mechanism, Address account)
        implements MailEvent {}
