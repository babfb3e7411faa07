package org.postrider.api.message;

/** A message is larger, deeper or more fragmented than the platform looks into. Says which limit, and what was found. */
public final class MessageLimitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MessageLimitException(String message) {
        super(message);
    }
}
