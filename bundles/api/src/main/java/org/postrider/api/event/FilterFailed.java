package org.postrider.api.event;

import java.time.Instant;

/**
 * A filter threw or passed its deadline.
 *
 * @param filter its name
 * @param stage the stage it was called at
 * @param problem what went wrong, in words
 */
public record FilterFailed(Instant at, String filter, String stage, String problem) implements MailEvent {}
