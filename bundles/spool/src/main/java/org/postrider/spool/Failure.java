package org.postrider.spool;

import java.util.Locale;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

import org.postrider.api.queue.SpoolException;

/** From what went wrong to what the client is told. */
final class Failure {

    private Failure() {}

    static SpoolException of(Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SpoolException known) {
            return known;
        }
        return new SpoolException(reason(cause), "the disk: " + cause.getMessage(), cause);
    }

    private static SpoolException.Reason reason(Throwable cause) {
        if (cause instanceof RejectedExecutionException) {
            return SpoolException.Reason.CLOSED;
        }
        // The JDK has no exception of its own for ENOSPC and EDQUOT, only the words of the operating system.
        String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        boolean full = words.contains("no space left") || words.contains("quota exceeded");
        return full ? SpoolException.Reason.FULL : SpoolException.Reason.FAILED;
    }
}
