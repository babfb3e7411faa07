package org.postrider.api.event;

import java.time.Instant;

import org.postrider.api.delivery.Outcome;
import org.postrider.api.delivery.Route;
import org.postrider.api.message.Address;
import org.postrider.api.message.MessageId;

/** An attempt to deliver to one recipient has ended. */
public record DeliveryAttempted(
        Instant at, MessageId id, Address recipient, Route route, Outcome outcome, int attempt) implements MailEvent {}
