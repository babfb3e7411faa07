package org.postrider.api.dns;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the DNS said.
 *
 * @param status how to read {@code records}
 * @param records the records, empty unless the status is {@link Status#FOUND}
 * @param authenticated whether the answer was validated with DNSSEC
 * @param ttl how long it may be relied on
 */
public record Answer<T>(Status status, List<T> records, boolean authenticated, Duration ttl) {

    /** The kinds of answer. */
    public enum Status {
        /** There are records. */
        FOUND,
        /** The name exists and has none of this type. */
        NO_DATA,
        /** The name does not exist. */
        NO_SUCH_NAME,
        /** Nothing is known: time-out, SERVFAIL, refused. Try later. */
        FAILED
    }

    public Answer {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(ttl, "ttl");
        records = List.copyOf(records);
    }

    public boolean isFound() {
        return status == Status.FOUND;
    }

    /** Whether this is a reason to try later and no statement about the name. */
    public boolean isFailed() {
        return status == Status.FAILED;
    }
}
