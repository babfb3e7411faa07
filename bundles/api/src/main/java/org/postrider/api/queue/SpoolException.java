package org.postrider.api.queue;

/** The spool could not keep a message. Always a temporary condition: the client is to try again. */
public final class SpoolException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Why, as far as it decides the reply. */
    public enum Reason {
        /** No space, no inodes, or the configured reserve is reached: 452 4.3.1. */
        FULL,
        /** More work is waiting than may wait: 451 4.3.2. */
        BUSY,
        /** The disk failed: 451 4.3.0. */
        FAILED,
        /** The spool is shutting down: 451 4.3.2. */
        CLOSED
    }

    private final Reason reason;

    public SpoolException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
