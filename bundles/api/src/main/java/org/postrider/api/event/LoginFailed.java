package org.postrider.api.event;

import java.time.Instant;
import java.util.Optional;

import org.postrider.api.message.Address;

/**
 * Somebody has tried to log in and has not proven to be anybody, or has tried too often.
 *
 * @param listener where
 * @param client address of the client, or {@code unix} if it has come by a Unix domain socket
 * @param mechanism how, e.g. {@code PLAIN}
 * @param name as whom, if an address was given; it need not exist. What is no address may be a password, and is not told
 * @param reason in words, e.g. {@code wrong name or password}
 */
public record LoginFailed(
        Instant at, String listener, String client, String mechanism, Optional<Address> name, String reason)
        implements MailEvent {}
