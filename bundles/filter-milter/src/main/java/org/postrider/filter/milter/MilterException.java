package org.postrider.filter.milter;

/** A milter is not there, or does not keep to the protocol. Says what was found. */
final class MilterException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MilterException(String message) {
        super(message);
    }

    MilterException(String message, Throwable cause) {
        super(message, cause);
    }
}
