package org.postrider.queue;

import java.util.List;
import java.util.stream.Stream;
import org.postrider.mime.RecipientReport;

/** What an attempt has to tell the sender of a message. */
record News(List<Failure> failures, List<Success> successes, List<Delay> delays) {

    boolean isEmpty() {
        return failures.isEmpty() && successes.isEmpty() && delays.isEmpty();
    }

    /** What of it the sender wants to know. */
    List<RecipientReport> wanted() {
        return Stream.of(failures.stream().filter(Failure::isReported).map(Failure::report),
                successes.stream().map(Success::report),
                delays.stream().map(Delay::report)).flatMap(each -> each).toList();
    }
}
