package org.postrider.net;

/** Whether the limits of a listener let a connection in, or which of them it has reached. */
public enum Admission {
    /** Let in. */
    ADMITTED,
    /** The listener has as many sessions as it may have. */
    TOO_MANY_SESSIONS,
    /** The client has as many sessions as it may have. */
    TOO_MANY_FROM_CLIENT,
    /** The client has connected too often within a minute. */
    TOO_FREQUENT;

    public boolean isAdmitted() {
        return this == ADMITTED;
    }
}
