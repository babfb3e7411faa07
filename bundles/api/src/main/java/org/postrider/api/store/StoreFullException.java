package org.postrider.api.store;

import java.io.IOException;

/** The store has no room left for a message. A temporary condition, and no fault of the message. */
public final class StoreFullException extends IOException {

    private static final long serialVersionUID = 1L;

    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
