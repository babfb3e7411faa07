package org.postrider.api.event;

import java.time.Instant;

/** Something that happened to mail. An open set: see the records of this package. */
public interface MailEvent {

    /** When it happened. */
    Instant at();
}
