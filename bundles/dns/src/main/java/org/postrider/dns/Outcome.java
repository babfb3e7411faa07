package org.postrider.dns;

import java.time.Duration;
import java.util.List;
import org.postrider.api.dns.Answer;
import org.xbill.DNS.Record;

/**
 * What came of a question.
 *
 * @param status how to read the records
 * @param records of the type asked for; empty unless found
 * @param authenticated whether a validating server on this machine says so
 * @param ttl how long it may be relied on
 */
record Outcome(Answer.Status status, List<Record> records, boolean authenticated, Duration ttl) {
    private static final Duration FAILURE_TTL = Duration.ofSeconds(5); // RFC 2308 7.1 allows up to 5 minutes

    static final Outcome FAILED = new Outcome(Answer.Status.FAILED, List.of(), false, FAILURE_TTL);
    static final Outcome NO_SUCH_NAME =
            new Outcome(Answer.Status.NO_SUCH_NAME, List.of(), false, Duration.ofMinutes(5));

    Outcome {
        records = List.copyOf(records);
    }
}
